// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import org.jspecify.annotations.Nullable;

/**
 * A flyweight over one record in raw memory: attach it with {@link #wrap}, read entries by group
 * and index, attach it again.
 *
 * <p>Groups are {@link RecordFormat#LIVE}, {@code TOMBSTONES}, {@code BURIED} and {@code OUTLIVED};
 * within each, index 0 is the newest entry. A view owns no memory, copies nothing and allocates
 * nothing; what it returns is valid as long as the memory it was attached to. It is not
 * thread-safe.
 *
 * <p>{@code wrap} checks the structure once: after it returned {@code null}, no accessor with an
 * index in range reads outside the record, whatever bytes it holds. Whether the record is also
 * canonical is {@link RecordCheck}'s question.
 */
public final class RecordView {

  static final int CURSOR_SLOTS = RecordFormat.GROUPS;
  static final int CHECK_SLOT = 2 * RecordFormat.GROUPS;
  private static final int SLOTS = CHECK_SLOT + 1;

  long address;
  long length;
  long available;
  int stampWidth;
  int lengthWidth;
  int memberWidth;
  boolean fingerprints;
  boolean folded;

  /** Bytes of a member kept in the member column where all have one length. */
  int keptWidth;

  private int restShift;
  private long restMask;
  long newest;
  private long stampMask;
  private int stampShift;

  /** Where length and member columns begin: so many bytes into a segment for each entry of it. */
  private int lengthsAt;

  private int membersAt;

  final int[] counts = new int[RecordFormat.SEGMENTS];

  /** Where segments begin, and behind the last of them where all end. */
  final long[] starts = new long[RecordFormat.SEGMENTS + 1];

  private final long[] newestOf = new long[RecordFormat.GROUPS];
  private final long[] oldestOf = new long[RecordFormat.GROUPS];

  /**
   * Where folded members are put together: a slot for random access and one for a cursor, each a
   * group, and one for {@link SegmentCheck}.
   */
  private final NativeWords slots = new NativeWords(SLOTS);

  private final long slotAddress = slots.address();

  /** Kept here so that checking an operand allocates nothing. */
  final SegmentCheck segmentCheck = new SegmentCheck(this);

  final Grouping grouping = new Grouping(this);

  /** Of the candidates of a search: crafted ones may be many. */
  final MemberPlaces places = new MemberPlaces(this);

  boolean horizon;
  long horizonStamp;
  long horizonMember;
  int horizonMemberLength;
  int quarantineCount;
  long quarantine;

  /** Creates a view that is attached to nothing. */
  public RecordView() {
    RecordParser.clear(this);
  }

  /**
   * Attaches this view to the record of {@code length} bytes at {@code address}.
   *
   * @return null when the record's structure is sound, else what is wrong with it; the view must
   *     not be read then
   */
  public @Nullable String wrap(long address, long length) {
    return RecordParser.parse(this, address, length, length);
  }

  /**
   * Attaches this view to the beginning of a record: {@code available} bytes of {@code length} are
   * there. Only the counts, the header and the entries that {@link #headReadable} vouches for may
   * be read.
   *
   * @return as {@link #wrap}
   */
  public @Nullable String wrapHead(long address, long available, long length) {
    return RecordParser.parse(this, address, available, length);
  }

  /** Returns whether the head segment lies within the bytes that are there. */
  public boolean headReadable() {
    return segmentEnd(0) <= address + available;
  }

  /** Returns the record's first byte address. */
  public long address() {
    return address;
  }

  /** Returns the record's length in bytes. */
  public long length() {
    return length;
  }

  /** Returns the number of entries of a group. */
  public int count(int group) {
    return group == RecordFormat.LIVE ? counts[0] + counts[1] : counts[group + 1];
  }

  /** Returns the number of entries of a segment, 0 to 4. */
  public int segmentCount(int segment) {
    return counts[segment];
  }

  /** Returns the number of entries in all groups. */
  public long entries() {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    return total;
  }

  /** Returns the number of members remembered as added. */
  public long adds() {
    return (long) count(RecordFormat.LIVE) + count(RecordFormat.BURIED);
  }

  /** Returns the number of members remembered as deleted. */
  public long deletes() {
    return (long) count(RecordFormat.TOMBSTONES) + count(RecordFormat.OUTLIVED);
  }

  /** Returns the greatest stamp of all entries; 0 when there is none. */
  public long newestStamp() {
    return newest;
  }

  /** Notes the stamps at both ends of each group; the record must be attached whole. */
  public void noteEnds() {
    for (int group = 0; group < RecordFormat.GROUPS; group++) {
      int count = count(group);
      if (count > 0) {
        newestOf[group] = stamp(group, 0);
        oldestOf[group] = stamp(group, count - 1);
      }
    }
  }

  /** Returns the newest stamp of a group that is not empty, as {@link #noteEnds} noted it. */
  public long newestOf(int group) {
    return newestOf[group];
  }

  /** Returns the oldest stamp of a group that is not empty, as {@link #noteEnds} noted it. */
  public long oldestOf(int group) {
    return oldestOf[group];
  }

  /** Returns the stamp of an entry. */
  public long stamp(int group, int index) {
    int segment = segment(group, index);
    return segmentStamp(segment, index - firstIndex(segment));
  }

  /** Returns how many of the first {@code among} entries of a group are no older than a stamp. */
  public int countSince(int group, int among, long stamp) {
    if (among == 0 || stamp(group, among - 1) >= stamp) {
      return among;
    }
    int low = 0;
    int high = among - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stamp(group, middle) < stamp) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Returns the first index of a group, {@code from} to {@code to}, whose entry is no newer than a
   * stamp; {@code to} when there is none before.
   */
  public int firstUpTo(int group, int from, int to, long stamp) {
    if (group != RecordFormat.LIVE) {
      return segmentFirstUpTo(group + 1, from, to, stamp);
    }
    int head = Math.min(counts[0], to);
    int at = from < head ? segmentFirstUpTo(0, from, head, stamp) : from;
    return at < head ? at : counts[0] + segmentFirstUpTo(1, at - counts[0], to - counts[0], stamp);
  }

  private int segmentFirstUpTo(int segment, int from, int to, long stamp) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (segmentStamp(segment, middle) > stamp) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Returns the address of an entry's member, valid until the next call for this group: a folded
   * member is put together in a slot. Where members vary in length, this sums the lengths before
   * it.
   */
  public long memberAddress(int group, int index) {
    int segment = segment(group, index);
    return segmentMember(segment, index - firstIndex(segment), group);
  }

  /** Returns the length of an entry's member in bytes. */
  public int memberLength(int group, int index) {
    int segment = segment(group, index);
    return segmentMemberLength(segment, index - firstIndex(segment));
  }

  /**
   * Returns the index of a member in a group, or -1.
   *
   * @param hash the member's {@link MemberHash}
   */
  public int find(int group, long member, int memberLength, long hash) {
    return find(group, count(group), member, memberLength, hash);
  }

  /** Returns the index of a member among the first entries of a group, or -1. */
  public int find(int group, int among, long member, int memberLength, long hash) {
    if (group != RecordFormat.LIVE) {
      return MemberSearch.find(this, group + 1, among, member, memberLength, hash);
    }
    int head = Math.min(counts[0], among);
    int index = MemberSearch.find(this, 0, head, member, memberLength, hash);
    if (index >= 0) {
      return index;
    }
    index = MemberSearch.find(this, 1, among - head, member, memberLength, hash);
    return index < 0 ? -1 : index + head;
  }

  /** Returns whether the record has a horizon. */
  public boolean hasHorizon() {
    return horizon;
  }

  /** Returns the horizon's stamp. */
  public long horizonStamp() {
    return horizonStamp;
  }

  /** Returns the address of the horizon's member. */
  public long horizonMemberAddress() {
    return horizonMember;
  }

  /** Returns the length of the horizon's member, 0 to 65 535. */
  public int horizonMemberLength() {
    return horizonMemberLength;
  }

  /**
   * Returns whether the record says that it carries quarantine. Unlike {@link #quarantineCount},
   * also known of a record attached by its head.
   */
  public boolean saysQuarantine() {
    return length > 1
        && RawMemory.getU8(address) == RecordFormat.STATE
        && (RawMemory.getU8(address + RecordFormat.LAYOUT) & RecordFormat.LAYOUT_QUARANTINE) != 0;
  }

  /** Returns how many byte strings the record carries in quarantine. */
  public int quarantineCount() {
    return quarantineCount;
  }

  /**
   * Returns the address of the length field of the first quarantined byte string; the others
   * follow.
   */
  public long quarantineAddress() {
    return quarantine;
  }

  /** Returns how many low bytes of each stamp an entry keeps. */
  public int stampWidth() {
    return stampWidth;
  }

  /** Returns how many bytes each member length takes; 0 when all members have one length. */
  public int lengthWidth() {
    return lengthWidth;
  }

  /** Returns the length that all members have; meaningless where {@link #lengthWidth} is not 0. */
  public int memberWidth() {
    return memberWidth;
  }

  /** Returns whether the last two bytes of each member are folded into its fingerprint. */
  public boolean isFolded() {
    return folded;
  }

  /** Returns the bytes of a member kept in the member column, where all members have one length. */
  public int keptWidth() {
    return keptWidth;
  }

  /** Returns whether the record has fingerprint columns. */
  public boolean hasFingerprints() {
    return fingerprints;
  }

  /** Returns the address of a segment's stamp column. */
  public long stampColumn(int segment) {
    return starts[segment];
  }

  /** Returns the address of a segment's fingerprint column. */
  public long fingerprintColumn(int segment) {
    return starts[segment] + (long) counts[segment] * stampWidth;
  }

  /** Returns the address of a segment's length column. */
  public long lengthColumn(int segment) {
    return starts[segment] + (long) counts[segment] * lengthsAt;
  }

  /** Returns the address of a segment's member column. */
  public long memberColumn(int segment) {
    return starts[segment] + (long) counts[segment] * membersAt;
  }

  /** Returns the address behind a segment, where the next one begins. */
  public long segmentEnd(int segment) {
    return starts[segment + 1];
  }

  /** Returns the size of a segment's member column in bytes. */
  public long memberColumnBytes(int segment) {
    return segmentEnd(segment) - memberColumn(segment);
  }

  /** Returns the stamp of an entry of a segment. */
  public long segmentStamp(int segment, int index) {
    return newest - ((newest - stampBytes(segment, index)) & stampMask);
  }

  /** A method of its own: C2 inlines small ones wherever they are called. */
  private long stampBytes(int segment, int index) {
    // The eight bytes that end with the stamp are always inside the record: a header comes first.
    long end = starts[segment] + (long) (index + 1) * stampWidth;
    return RawMemory.getLong(end - Long.BYTES) >>> stampShift;
  }

  /** Returns the member of an entry as a word; only where {@link #isFolded}. */
  public long segmentWord(int segment, int index) {
    // As with stamps, the eight bytes that end with the kept ones are inside the record.
    long end = memberColumn(segment) + (long) (index + 1) * keptWidth;
    long rest = (RawMemory.getLong(end - Long.BYTES) >>> restShift) & restMask;
    return Fold.unfold(
        rest, RawMemory.getU16(fingerprintColumn(segment) + 2L * index), memberWidth);
  }

  /** Returns the address of the member of an entry of a segment, as {@link #memberAddress} does. */
  public long segmentMember(int segment, int index) {
    return segmentMember(segment, index, segment == 0 ? 0 : segment - 1);
  }

  /** Returns the address of a member, put together in {@code slot} if it is folded. */
  long segmentMember(int segment, int index, int slot) {
    return folded ? unfold(segment, index, slot) : columnAddress(segment, index);
  }

  long unfold(int segment, int index, int slot) {
    RawMemory.putLong(slot(slot), segmentWord(segment, index));
    return slot(slot);
  }

  long slot(int slot) {
    return slotAddress + (long) slot * Long.BYTES;
  }

  /** Returns the length of the member of an entry of a segment. */
  public int segmentMemberLength(int segment, int index) {
    return lengthWidth == 0
        ? memberWidth
        : LengthColumn.get(lengthColumn(segment), lengthWidth, index);
  }

  /**
   * Returns the bytes that {@code count} entries from {@code from} on take in the member column.
   */
  public long memberBytesOf(int segment, int from, int count) {
    return lengthWidth == 0
        ? (long) count * keptWidth
        : LengthColumn.sum(lengthColumn(segment), lengthWidth, from, count);
  }

  /** Sets the length of all members, and whether the record folds them. */
  void memberWidth(int width, boolean fold) {
    memberWidth = width;
    folded = fold;
    keptWidth = fold ? width - RecordFormat.FOLD : width;
    restMask = fold ? (1L << (8 * keptWidth)) - 1 : 0;
    restShift = (Long.SIZE - 8 * keptWidth) & (Long.SIZE - 1);
  }

  void stampWidth(int width) {
    stampWidth = width;
    stampMask = width == 0 ? 0 : -1L >>> (Long.SIZE - 8 * width);
    stampShift = (Long.SIZE - 8 * width) & (Long.SIZE - 1);
  }

  /** Works out what follows from the widths of columns. */
  void settleColumns() {
    lengthsAt = stampWidth + (fingerprints ? Short.BYTES : 0);
    membersAt = lengthsAt + lengthWidth;
  }

  /** Returns the bytes that each entry takes, without its member where members vary in length. */
  int entryBytes() {
    return membersAt + keptWidth;
  }

  private long columnAddress(int segment, int index) {
    if (lengthWidth == 0) {
      return memberColumn(segment) + (long) index * keptWidth;
    }
    int count = counts[segment];
    if (index <= count >>> 1) {
      return memberColumn(segment) + memberBytesOf(segment, 0, index);
    }
    return segmentEnd(segment) - memberBytesOf(segment, index, count - index);
  }

  int segment(int group, int index) {
    if (group == RecordFormat.LIVE) {
      return index < counts[0] ? 0 : 1;
    }
    return group + 1;
  }

  private int firstIndex(int segment) {
    return segment == 1 ? counts[0] : 0;
  }
}
