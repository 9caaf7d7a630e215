// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

/**
 * A number of things, given on the command line.
 *
 * @param value 0 or more
 */
record Count(long value) {
  static final Count ZERO = new Count(0);
  static final Count ALL = new Count(Long.MAX_VALUE);

  static Count parse(String text) {
    return new Count(Arguments.count(text));
  }

  /** What a Java list can hold of it. */
  int asInt() {
    return (int) Math.min(value, Integer.MAX_VALUE);
  }

  Count plus(Count other) {
    long sum = value + other.value;
    return new Count(sum < 0 ? Long.MAX_VALUE : sum);
  }
}
