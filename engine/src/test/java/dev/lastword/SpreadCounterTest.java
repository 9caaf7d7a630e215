// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SpreadCounterTest {
  private static final int[] PERCENTS = {50, 90, 99, 100};

  @Test
  void spread_ofNothing_isZero() {
    assertEquals(new Spread(0, 0, 0, 0, 0), new SpreadCounter().spread());
  }

  @Test
  void spread_ofSmallNumbers_isExact() {
    SpreadCounter counter = new SpreadCounter();
    for (int i = 1; i <= 100; i++) {
      counter.add(i);
    }
    assertEquals(new Spread(100, 50, 90, 99, 100), counter.spread());
  }

  @Test
  void spread_ofOneNumber_isThatNumber() {
    for (long number : new long[] {0, 1, 127, 128, 12_345, Long.MAX_VALUE}) {
      SpreadCounter counter = new SpreadCounter();
      counter.add(number);
      assertEquals(new Spread(1, number, number, number, number), counter.spread());
    }
  }

  @Test
  void spread_ofAnyNumbers_isTheNearestRankRoundedUpALittle() {
    Seeds.seeds(200).forEach(SpreadCounterTest::checkSpread);
  }

  private static void checkSpread(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] numbers = new long[1 + random.nextInt(3_000)];
    SpreadCounter counter = new SpreadCounter();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextLong() >>> (1 + random.nextInt(62));
      counter.add(numbers[i]);
    }
    Arrays.sort(numbers);
    Spread spread = counter.spread();
    long[] told = {spread.p50(), spread.p90(), spread.p99(), spread.max()};
    for (int i = 0; i < PERCENTS.length; i++) {
      long exact = numbers[(numbers.length * PERCENTS[i] + 99) / 100 - 1];
      assertTrue(
          told[i] >= exact && told[i] - exact <= exact * 0.016,
          "p" + PERCENTS[i] + " is " + told[i] + ", exactly " + exact + "; seed " + seed);
    }
    assertEquals(numbers[numbers.length - 1], spread.max());
    assertEquals(numbers.length, spread.count());
  }
}
