// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** A switch as the tables' rows name it. */
final class OnOff {
  private OnOff() {}

  static boolean parse(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("on or off, not " + text);
    };
  }
}
