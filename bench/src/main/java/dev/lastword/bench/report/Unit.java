// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

/** What a number is measured in. */
enum Unit {
  NANOS,
  MICROS,
  SECONDS,
  RATE,
  BYTES,
  NUMBER,
  RATIO;

  String format(double value) {
    return switch (this) {
      case NANOS -> Quantity.time(value);
      case MICROS -> Quantity.time(value * 1e3);
      case SECONDS -> Quantity.time(value * 1e9);
      case RATE -> Quantity.rate(value);
      case BYTES -> Quantity.bytes(value);
      case NUMBER -> Quantity.number(value);
      case RATIO -> Quantity.ratio(value);
    };
  }
}
