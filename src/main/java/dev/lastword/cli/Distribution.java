// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.Arrays;

/** Collects numbers and tells how they are spread, exactly; 8 bytes of memory for each. */
final class Distribution {
  private long[] values = new long[1024];
  private int count;
  private boolean sorted;

  void add(long value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count + (count >> 1));
    }
    values[count++] = value;
    sorted = false;
  }

  /**
   * The smallest value that at least {@code percent} of all values do not exceed (nearest rank); 0
   * when there is none.
   *
   * @param percent 1 to 100, where 100 gives the greatest value
   */
  long percentile(int percent) {
    if (count == 0) {
      return 0;
    }
    if (!sorted) {
      Arrays.sort(values, 0, count);
      sorted = true;
    }
    long rank = ((long) count * percent + 99) / 100;
    return values[(int) Math.max(rank, 1) - 1];
  }
}
