// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

/**
 * Tells the merges that a read makes on its own thread that they are a read's, and how much of
 * their result is wanted.
 *
 * <p>RocksDB merges pending operands anew for each read and throws the result away. For a page of
 * newest entries, or for one member, that result need not have the others: a merge of 130 kB
 * becomes one of a kilobyte or of nothing. One object a thread; flushes, compactions and writes run
 * outside of a {@code begin} and {@link #end} and merge in full, and what they merge stays.
 */
public final class ReadScope {

  private static final ThreadLocal<ReadScope> OF_THREAD = ThreadLocal.withInitial(ReadScope::new);

  private boolean reading;
  private int entries;
  private long member;
  private int memberLength;
  private boolean cut;
  private int operands;

  private ReadScope() {}

  /** Returns this thread's. */
  public static ReadScope ofThread() {
    return OF_THREAD.get();
  }

  /**
   * From here on, full merges on this thread give the newest live entries of their results only.
   *
   * @param shown how many the reader shows; one more is kept, to tell that there are more
   */
  public void beginPage(int shown) {
    begin();
    entries = shown + 1;
  }

  /**
   * From here on, full merges on this thread may give the one operation that decides about a member
   * in place of their results, or nothing where none does.
   *
   * @param address of the member's bytes, 1 to 65 535, to be there until {@link #end}
   */
  public void beginMember(long address, int length) {
    begin();
    member = address;
    memberLength = length;
  }

  /** From here on, merges on this thread are for a read of whole records, until {@link #end}. */
  public void beginWhole() {
    begin();
  }

  private void begin() {
    clear();
    reading = true;
    cut = false;
  }

  /**
   * From here on, merges on this thread are no read's.
   *
   * @return whether a merge for a page has left something out since {@link #beginPage}
   */
  public boolean end() {
    clear();
    return cut;
  }

  private void clear() {
    reading = false;
    entries = 0;
    memberLength = 0;
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
    if (entries > 0) {
      return MergeTally.PAGE_READ;
    }
    return reading ? MergeTally.RECORD_READ : MergeTally.FULL;
  }

  /** Returns how many live entries a page's merge is to keep. */
  int entries() {
    return entries;
  }

  /** Returns whether one member is all that is wanted. */
  boolean isForMember() {
    return memberLength > 0;
  }

  /** Returns the address of that member. */
  long member() {
    return member;
  }

  /** Returns the length of that member in bytes. */
  int memberLength() {
    return memberLength;
  }

  void noteCut() {
    cut = true;
  }
}
