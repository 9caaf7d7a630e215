// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuantityTest {

  @Test
  void time_anySize_hasThreeDigitsAndTheUnitThatReadsBest() {
    assertEquals("0.24 ns", Quantity.time(0.2449));
    assertEquals("9.99 ns", Quantity.time(9.994));
    assertEquals("10.0 ns", Quantity.time(9.996));
    assertEquals("999 ns", Quantity.time(999.4));
    assertEquals("1.00 µs", Quantity.time(999.6));
    assertEquals("12.3 ms", Quantity.time(12_345_678));
    assertEquals("98,765 s", Quantity.time(98_765.4e9));
  }

  @Test
  void others_haveTheirUnits() {
    assertEquals("0 B", Quantity.bytes(0.9));
    assertEquals("307 kB", Quantity.bytes(307_200));
    assertEquals("1.25 M/s", Quantity.rate(1_250_001));
    assertEquals("1,240x", Quantity.ratio(1_240.4));
    assertEquals("1x", Quantity.ratio(1));
  }

  @Test
  void error_unknown_isLeftOut() {
    assertEquals("", Quantity.error(Double.NaN));
    assertEquals(" ±0.4 %", Quantity.error(0.004));
    assertEquals(" ±2 %", Quantity.error(0.016));
  }

  @Test
  void parameter_wholeNumber_hasCommas() {
    assertEquals("1,000,000", Quantity.parameter("1000000"));
    assertEquals("16-32", Quantity.parameter("16-32"));
    assertEquals("0.05", Quantity.parameter("0.05"));
  }
}
