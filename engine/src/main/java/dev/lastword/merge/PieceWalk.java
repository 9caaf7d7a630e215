// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.RecordView;

/** Walks a piece's members one by one, where a column cannot be copied as it is. */
final class PieceWalk {

  private final RecordView base;
  private final Touched touched;

  private int source;
  private int index;
  private int end;
  private long column;
  private long member;
  private int length;

  PieceWalk(RecordView base, Touched touched) {
    this.base = base;
    this.touched = touched;
  }

  /** Moves before the first member of a piece. */
  void start(Pieces pieces, int piece) {
    source = pieces.source(piece);
    index = pieces.start(piece) - 1;
    end = pieces.start(piece) + pieces.count(piece);
    column = source == Pieces.NEW ? 0 : pieces.members(piece);
    length = 0;
  }

  /** Moves to the next member; returns false when there is none. */
  boolean next() {
    index++;
    if (index >= end) {
      return false;
    }
    if (source == Pieces.NEW) {
      member = touched.member(index);
      length = touched.length(index);
      return true;
    }
    column += length;
    length = base.segmentMemberLength(source, index);
    member = base.isFolded() ? base.segmentMember(source, index) : column;
    return true;
  }

  /** Returns the member's address, valid until the walk goes on. */
  long member() {
    return member;
  }

  int length() {
    return length;
  }
}
