// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CountsTest {
  @Test
  void percentile_oneToAHundred_isNearestRank() {
    Distribution values = new Distribution();
    LongStream.rangeClosed(1, 100).map(i -> 101 - i).forEach(values::add);
    assertEquals(50, values.percentile(50));
    assertEquals(90, values.percentile(90));
    assertEquals(99, values.percentile(99));
    assertEquals(100, values.percentile(100));
  }

  @Test
  void percentile_fewOrMany_staysInRange() {
    Distribution values = new Distribution();
    assertEquals(0, values.percentile(50));
    values.add(7);
    assertEquals(7, values.percentile(1));
    assertEquals(7, values.percentile(100));
    LongStream.range(0, 10_000).forEach(values::add);
    assertEquals(9_999, values.percentile(100));
    assertEquals(4_999, values.percentile(50));
  }

  @Test
  void bytes_everySize_hasThreeDigits() {
    assertEquals("0 B", Quantities.bytes(0));
    assertEquals("999 B", Quantities.bytes(999));
    assertEquals("1.00 KB", Quantities.bytes(1_000));
    assertEquals("12.3 KB", Quantities.bytes(12_345));
    assertEquals("1.00 MB", Quantities.bytes(999_900));
    assertEquals("9.22 EB", Quantities.bytes(Long.MAX_VALUE));
  }

  @Test
  void count_one_hasNoPlural() {
    assertEquals("1 set", Quantities.count(1, "set"));
    assertEquals("1,000 sets", Quantities.count(1_000, "set"));
  }

  @Test
  void keyCounter_sameKeys_countOnce() {
    KeyCounter keys = new KeyCounter();
    for (byte i = 0; i < 20; i++) {
      keys.see(new byte[] {(byte) (i % 7)});
    }
    assertEquals("7 sets", keys.describe());
  }
}
