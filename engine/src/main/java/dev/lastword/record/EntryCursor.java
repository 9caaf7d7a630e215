// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * Walks a group from the newest entry on. Each step costs the same, also where members vary in
 * length; a view's random access sums lengths.
 *
 * <p>Reads the view it was made for, which must stay attached; one cursor a group of a view at a
 * time. Not thread-safe. {@link #reset} makes it usable again.
 */
public final class EntryCursor {

  private final RecordView view;
  private int segment;
  private int lastSegment;
  private int index;
  private long member;
  private long column;
  private int memberLength;
  private int walked;
  private int keptLength;
  private int slot;

  /** Creates a cursor before the first entry of {@code group}. */
  public EntryCursor(RecordView view, int group) {
    this.view = view;
    reset(group);
  }

  /** Moves before the first entry of {@code group} of the view as it is attached now. */
  public void reset(int group) {
    segment = group == RecordFormat.LIVE ? 0 : group + 1;
    lastSegment = group == RecordFormat.LIVE ? 1 : segment;
    walked = -1;
    slot = RecordView.CURSOR_SLOTS + group;
    enter();
  }

  /** Moves to the next entry; returns false when there is none. */
  public boolean next() {
    column += keptLength;
    index++;
    while (index >= view.counts[segment]) {
      if (segment == lastSegment) {
        return false;
      }
      segment++;
      enter();
      index++;
    }
    memberLength = view.segmentMemberLength(segment, index);
    keptLength = memberLength;
    member = view.folded ? view.unfold(segment, index, slot) : column;
    walked++;
    return true;
  }

  /**
   * Moves past {@code count} entries at once; the cursor then stands before entry {@code count}.
   */
  public void skip(int group, int count) {
    reset(group);
    walked = count - 1;
    int left = count;
    if (left >= view.counts[segment] && segment != lastSegment) {
      left -= view.counts[segment];
      segment++;
    }
    index = left - 1;
    column = view.memberColumn(segment) + view.memberBytesOf(segment, 0, left);
  }

  /** Returns the stamp of the entry. */
  public long stamp() {
    return view.segmentStamp(segment, index);
  }

  /** Returns the address of the entry's member, valid until the cursor moves. */
  public long member() {
    return member;
  }

  /** Returns the length of the entry's member in bytes. */
  public int memberLength() {
    return memberLength;
  }

  /** Returns the index of the entry in its group. */
  public int index() {
    return walked;
  }

  /** Returns a copy of the entry's member. */
  public byte[] memberBytes() {
    byte[] bytes = new byte[memberLength];
    RawMemory.copyOut(member, bytes, 0, memberLength);
    return bytes;
  }

  private void enter() {
    index = -1;
    column = view.memberColumn(segment);
    keptLength = 0;
  }
}
