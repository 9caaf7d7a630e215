// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.RecordFormat;

/**
 * Tells the merges that a read makes on its own thread that they are a read's, and whether only the
 * head of their result is wanted.
 *
 * <p>RocksDB merges pending operands anew for each read and throws the result away. For a page of
 * newest entries that result need not have the others: a merge of 130 kB becomes one of a kilobyte.
 * One object a thread; flushes, compactions and writes run outside of {@link #begin} and {@link
 * #end} and merge in full, and what they merge stays.
 */
public final class HeadReads {

  /** Live entries that such a result keeps: a head, and one more to tell that there are more. */
  static final int ENTRIES = RecordFormat.HEAD_ENTRIES + 1;

  private static final ThreadLocal<HeadReads> OF_THREAD = ThreadLocal.withInitial(HeadReads::new);

  private boolean reading;
  private boolean head;
  private boolean cut;
  private int operands;

  private HeadReads() {}

  /** Returns this thread's. */
  public static HeadReads ofThread() {
    return OF_THREAD.get();
  }

  /** From here on, full merges on this thread give the heads of their results only. */
  public void begin() {
    reading = true;
    head = true;
    cut = false;
  }

  /** From here on, merges on this thread are for a read of whole records, until {@link #end}. */
  public void beginWhole() {
    reading = true;
    head = false;
    cut = false;
  }

  /**
   * From here on, merges on this thread are no read's.
   *
   * @return whether a merge since {@link #begin} has left something out
   */
  public boolean end() {
    reading = false;
    head = false;
    return cut;
  }

  /**
   * Returns how many operands the last full merge on this thread has merged, and forgets it.
   *
   * @return 0 when there was none since the last call
   */
  public int takeOperands() {
    int taken = operands;
    operands = 0;
    return taken;
  }

  void noteOperands(int count) {
    operands = count;
  }

  /** Returns which {@linkplain MergeTally kind} a full merge on this thread is. */
  int kind() {
    if (head) {
      return MergeTally.PAGE_READ;
    }
    return reading ? MergeTally.RECORD_READ : MergeTally.FULL;
  }

  void noteCut() {
    cut = true;
  }
}
