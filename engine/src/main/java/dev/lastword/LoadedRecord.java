// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.HEAD_ENTRIES;
import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.merge.ReadScope;
import dev.lastword.merge.Truncation;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import dev.lastword.rocksdb.PinnedValue;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;

/**
 * The record of one key, where RocksDB has it, under the policy in force.
 *
 * <p>First the head is looked at: the newest 64 live entries lie there, and most pages among them.
 * Only what lies further down, or a policy that has to cut first, looks at the whole value.
 * Confined to the thread that loads it until {@link #trim}.
 */
final class LoadedRecord {
  /** The heads of most sets fit into so many bytes. */
  static final int HEAD_BYTES = 1 << 12;

  /** Where pending operands were merged for a page that turns out to lie deeper. */
  private static final int TIMES_DEEPER = 8;

  /** For more entries than this, all are merged. */
  private static final int DEEPEST = 1 << 14;

  final RecordView view = new RecordView();
  private final StoreCore core;
  private final PinnedValue own = new PinnedValue();
  private final ValueBuffer cut = new ValueBuffer(0);
  private final PolicyCut policyCut;
  private ReadOptions options;
  private PinnedValue value = own;
  private long key;
  private int keyLength;

  /** Whether {@link #value} is what is stored. */
  private boolean fetched;

  private boolean whole;

  /** Whether {@link #value} may be but the newest entries of what operands were merged into. */
  private boolean headOnly;

  /** So many of the newest live entries are there, or all, in what is not the whole record. */
  private int depth;

  LoadedRecord(StoreCore core) {
    this.core = core;
    this.policyCut = new PolicyCut(core.policy());
    this.options = core.reads();
  }

  /**
   * Says what to read, and how.
   *
   * @param keyAddress where the key lies as long as this is used
   */
  LoadedRecord of(ReadOptions readOptions, long keyAddress, int length) {
    options = readOptions;
    key = keyAddress;
    keyLength = length;
    value = own;
    own.release();
    fetched = false;
    headOnly = false;
    depth = HEAD_ENTRIES;
    return this;
  }

  /** Looks at the head, or at all where that is little more; empty when nothing is stored. */
  void loadHead() {
    fetchWhole();
    attachHead();
  }

  /**
   * As {@link #loadHead}, for a page of newest entries: where operands are pending, they are merged
   * into so many entries only. No group but the live one counts then.
   *
   * @param entries the live entries down to the page's end, 0 or more
   */
  void loadPageHead(long entries) {
    ReadScope scope = ReadScope.ofThread();
    if (entries > DEEPEST) {
      scope.beginWhole();
    } else {
      scope.beginPage((int) entries);
    }
    headOnly = fetch(scope);
    depth = headOnly ? (int) entries : HEAD_ENTRIES;
    attachHead();
  }

  /**
   * Looks further down, where entries {@linkplain #isMore may follow}. Returns how many visible
   * ones are there then: more, or fewer once where a compaction has merged the operands meanwhile;
   * so this is called again until they suffice.
   */
  int deeper() {
    if (!headOnly) {
      return allVisible();
    }
    loadPageHead(Math.max(HEAD_ENTRIES, (long) TIMES_DEEPER * depth));
    return visible();
  }

  /**
   * Looks at what decides about a member: the whole record or, where operands are pending, the one
   * operation that they and the value leave of the member, or nothing. The policy has taken its
   * part of that already, and takes nothing of one operation that it has left.
   *
   * @param member address of the member's bytes
   */
  void loadMember(long member, int length) {
    ReadScope scope = ReadScope.ofThread();
    scope.beginMember(member, length);
    fetch(scope);
    whole = true;
    check(view.wrap(value.address(), value.length()));
  }

  /**
   * Attaches to the head of a value that was read by other means, until {@link #moveHead}.
   *
   * @param mayBeCut whether it was read as {@link #loadPageHead} does, and a merge left entries out
   */
  void attachHead(PinnedValue read, boolean mayBeCut) {
    value = read;
    fetched = true;
    headOnly = mayBeCut;
    depth = HEAD_ENTRIES;
    attachHead();
  }

  /**
   * Makes this independent of the value that it was attached to.
   *
   * <p>Nothing is read a second time: without a snapshot, as in a secondary, it may be another
   * record by now.
   *
   * @param arena gives the memory for a copy of the head, or of all that was looked at
   * @return whether the view was attached anew
   */
  boolean moveHead(SegmentAllocator arena) {
    if (value == own) {
      return false;
    }
    long address = value.address();
    value = own;
    fetched = false;
    if (view.address() != address) {
      return false; // the policy has cut it, which made a copy
    }
    long bytes = lookedAt();
    long copy = arena.allocate(bytes + RawMemory.SLACK).address();
    RawMemory.copy(address, copy, bytes);
    check(whole ? view.wrap(copy, bytes) : view.wrapHead(copy, bytes, view.length()));
    return true;
  }

  /** Returns how many bytes have been looked at: where a page's merge cut values, not all were. */
  private long lookedAt() {
    if (whole || (headOnly && depth > HEAD_ENTRIES)) {
      return view.length();
    }
    long head = view.segmentEnd(0) - view.address();
    return headOnly ? Math.min(view.length(), Math.max(HEAD_BYTES, head)) : HEAD_BYTES;
  }

  /**
   * Looks at all of the record.
   *
   * @return false when nothing is stored; the record is empty then
   */
  boolean loadWhole() {
    if (!fetched || headOnly) {
      fetchWhole();
      headOnly = false;
    }
    whole = true;
    check(view.wrap(value.address(), value.length()));
    return value.isPresent();
  }

  /** How many of the visible entries are there to be read: the head's, or all. */
  int visible() {
    if (whole || !view.headReadable() || Truncation.neededByCounts(view, core.policy())) {
      return allVisible();
    }
    return countVisible(Math.min(view.count(LIVE), depth));
  }

  /** Looks at the whole record where it was only the head, and counts the visible entries. */
  int allVisible() {
    if (!whole) {
      loadWhole();
    }
    if (Truncation.neededByCounts(view, core.policy())) {
      applyPolicy();
    }
    return countVisible(view.count(LIVE));
  }

  /** Whether visible entries may follow the {@code there} first ones, not yet looked at. */
  boolean isMore(int there) {
    int count = view.count(LIVE);
    return !whole && there < count && there == Math.min(count, depth);
  }

  /** Whether the policy, as far as the head tells, leaves all live entries visible. */
  boolean isCounted() {
    return core.policy().window().isEmpty() && !Truncation.neededByCounts(view, core.policy());
  }

  /** Applies the policy to the record, which must be there as a whole. */
  void applyPolicy() {
    policyCut.apply(view, cut);
  }

  /** The key that the record belongs to, copied. */
  byte[] keyBytes() {
    return RecordBytes.copy(key, keyLength);
  }

  /** Lets go of the record. */
  void trim() {
    own.release();
    value = own;
    cut.trim();
  }

  private int countVisible(int among) {
    return view.countSince(LIVE, among, Truncation.oldestVisible(view, core.policy()));
  }

  private void fetchWhole() {
    ReadScope scope = ReadScope.ofThread();
    scope.beginWhole();
    fetch(scope);
  }

  /** Reads the value, and ends the scope; returns whether a merge for a page has cut it. */
  private boolean fetch(ReadScope scope) {
    boolean shortened;
    try {
      core.raw().get(options, key, keyLength, own);
    } catch (RocksDBException e) {
      throw new StorageException("cannot read (key=" + Bytes.show(keyBytes()) + ")", e);
    } finally {
      shortened = scope.end();
    }
    value = own;
    fetched = true;
    return shortened;
  }

  private void attachHead() {
    long length = value.length();
    whole = length <= HEAD_BYTES && !headOnly;
    if (whole) {
      check(view.wrap(value.address(), length));
      return;
    }
    check(view.wrapHead(value.address(), headOnly ? length : HEAD_BYTES, length));
    if (view.saysQuarantine()) {
      loadWhole(); // what is in quarantine stands at the end, and has to be reported
    }
  }

  private void check(@Nullable String problem) {
    if (problem != null) {
      throw new CorruptRecordException(keyBytes(), problem);
    }
  }
}
