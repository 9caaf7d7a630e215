// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters of merges. They have either one writer at a time, handed on with a memory barrier, or
 * any number of them; whoever reads sees each counter whole, and never going backwards.
 *
 * <pre>
 *  0                16                       20                          +4
 *  +----------------+------------------------+---------------------------+-------------------+
 *  | unused: a line | refused, by reads,     | of full merges: operands, | how many merges,  | ...
 *  |                | quarantined, shortened | bytes in, out, nanos      | 17 buckets        |
 *  +----------------+------------------------+---------------------------+-------------------+
 *                                            |<---------------- four kinds: x 4 ------------>
 * </pre>
 */
final class MergeTally {
  /** A full merge whose result stays. */
  static final int FULL = 0;

  /** A partial merge. */
  static final int PARTIAL = 1;

  /** A full merge for a reader of a page. */
  static final int PAGE_READ = 2;

  /** A full merge for a reader of a whole record. */
  static final int RECORD_READ = 3;

  private static final int KIND_COUNT = 4;

  /** Longs in two cache lines, left free at both ends: neighbours belong to other threads. */
  private static final int PAD = 16;

  private static final int REFUSED = PAD;
  private static final int REFUSED_BY_READS = PAD + 1;
  private static final int QUARANTINED = PAD + 2;
  private static final int SHORTENED = PAD + 3;
  private static final int KINDS = PAD + 4;
  private static final int OPERANDS = 0;
  private static final int BYTES_IN = 1;
  private static final int BYTES_OUT = 2;
  private static final int NANOS = 3;
  private static final int MERGES = 4;
  private static final int KIND_SIZE = MERGES + OperandHistogram.BUCKETS;
  private static final int END = KINDS + KIND_COUNT * KIND_SIZE;

  private final AtomicLongArray counters = new AtomicLongArray(END + PAD);
  private final boolean shared;

  /**
   * Counters at 0.
   *
   * @param shared whether several threads may add at once
   */
  MergeTally(boolean shared) {
    this.shared = shared;
  }

  /** Counts a merge that is done. */
  void merged(int kind, int operands, long bytesIn, long bytesOut) {
    int at = KINDS + kind * KIND_SIZE;
    add(at + OPERANDS, operands);
    add(at + BYTES_IN, bytesIn);
    add(at + BYTES_OUT, bytesOut);
    add(at + MERGES + OperandHistogram.bucket(operands), 1);
  }

  /** Adds to the time of a kind of merges. */
  void spent(int kind, long nanos) {
    add(KINDS + kind * KIND_SIZE + NANOS, nanos);
  }

  void refused(int kind, int entries) {
    add(kind == RECORD_READ ? REFUSED_BY_READS : REFUSED, entries);
  }

  void quarantined(int inputs) {
    add(QUARANTINED, inputs);
  }

  void shortened() {
    add(SHORTENED, 1);
  }

  private void add(int counter, long amount) {
    if (shared) {
      counters.getAndAdd(counter, amount);
    } else {
      counters.setOpaque(counter, counters.getPlain(counter) + amount);
    }
  }

  /** Adds these counters to a sum. */
  void addTo(Sum sum) {
    for (int i = 0; i < sum.counters.length; i++) {
      sum.counters[i] += counters.getOpaque(PAD + i);
    }
  }

  /** The sum of several tallies. */
  static final class Sum {
    private final long[] counters = new long[END - PAD];

    long quarantined() {
      return counters[QUARANTINED - PAD];
    }

    long shortened() {
      return counters[SHORTENED - PAD];
    }

    MergeMetrics metrics(long failures) {
      return new MergeMetrics(
          totals(FULL),
          totals(PARTIAL),
          totals(PAGE_READ),
          totals(RECORD_READ),
          counters[REFUSED - PAD],
          counters[REFUSED_BY_READS - PAD],
          quarantined(),
          shortened(),
          failures);
    }

    private MergeTotals totals(int kind) {
      int at = KINDS - PAD + kind * KIND_SIZE;
      long[] merges = new long[OperandHistogram.BUCKETS];
      System.arraycopy(counters, at + MERGES, merges, 0, merges.length);
      return new MergeTotals(
          counters[at + OPERANDS],
          counters[at + BYTES_IN],
          counters[at + BYTES_OUT],
          counters[at + NANOS],
          new OperandHistogram(merges));
    }
  }
}
