// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

/** What a figure is measured in. */
enum Unit {
  TIME,
  RATE,
  BYTES,
  NUMBER,
  RATIO;

  String format(double value) {
    return switch (this) {
      case TIME -> Quantity.time(value);
      case RATE -> Quantity.rate(value);
      case BYTES -> Quantity.bytes(value);
      case NUMBER -> Quantity.number(value);
      case RATIO -> Quantity.ratio(value);
    };
  }
}
