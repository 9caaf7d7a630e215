// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Chooses which set the next operation goes to. */
interface SetChoice {
  /** Zipf's exponent; 0.99 is what the Yahoo Cloud Serving Benchmark uses. */
  double SKEW = 0.99;

  /** An index below the number of sets. */
  int next(SplittableRandom random);

  /** The choice called {@code uniform} or {@code zipf} among {@code sets} sets. */
  static SetChoice named(String distribution, int sets) {
    return switch (distribution) {
      case "uniform" -> random -> random.nextInt(sets);
      case "zipf" -> zipf(sets);
      default -> throw new IllegalArgumentException("no such distribution: " + distribution);
    };
  }

  private static SetChoice zipf(int sets) {
    double[] sums = new double[sets];
    double sum = 0;
    for (int i = 0; i < sets; i++) {
      sum += Math.pow(i + 1, -SKEW);
      sums[i] = sum;
    }
    double total = sum;
    return random -> {
      int found = Arrays.binarySearch(sums, random.nextDouble(total));
      return Math.min(found < 0 ? -found - 1 : found, sets - 1);
    };
  }
}
