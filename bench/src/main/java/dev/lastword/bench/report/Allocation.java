// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

/** What JMH's garbage collection profiler means by bytes an operation. */
final class Allocation {

  /** JMH itself allocates a little in each iteration; spread over its operations it is no byte. */
  private static final double NOISE = 1;

  private Allocation() {}

  /** Bytes of one operation, 0 where they are JMH's own. */
  static double bytes(double measured) {
    return measured < NOISE ? 0 : measured;
  }
}
