// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.record.Fold;
import dev.lastword.record.MemberHash;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;

/**
 * Writes the four columns of one segment from its pieces. A column whose width is the same in the
 * base is copied piece by piece; one whose width changed is written anew, entry by entry.
 *
 * <p>Stamps are stored eight bytes at a time, each store overwriting the excess of the one before:
 * columns are written in ascending order, and outputs have slack at the end.
 */
final class ColumnWriter {

  private final RecordView base;
  private final Touched touched;
  private final GroupPlan[] plans;
  private final ResultShape shape;
  private final PieceWalk walk;

  ColumnWriter(RecordView base, Touched touched, GroupPlan[] plans, ResultShape shape) {
    this.base = base;
    this.touched = touched;
    this.plans = plans;
    this.shape = shape;
    this.walk = new PieceWalk(base, touched);
  }

  /**
   * Writes all groups and returns the address behind them. Those that stay as they are lie one
   * behind another, there and here.
   */
  long write(long address) {
    boolean same = shape.isBase();
    long at = address;
    int group = 0;
    while (group < GROUPS) {
      int end = group;
      while (same && end < GROUPS && plans[end].isWhole()) {
        end++;
      }
      if (end == group) {
        at = write(group++, at);
      } else {
        long from = base.stampColumn(firstSegment(group));
        long bytes = base.segmentEnd(end) - from; // a group's last segment has the next number
        RawMemory.append(from, at, bytes);
        at += bytes;
        group = end;
      }
    }
    return at;
  }

  private static int firstSegment(int group) {
    return group == LIVE ? 0 : group + 1;
  }

  private long write(int group, long address) {
    long at = address;
    for (int segment = firstSegment(group); segment <= group + 1; segment++) {
      at = writeSegment(plans[group], segment, BaseSearch.kind(group), at);
    }
    return at;
  }

  private long writeSegment(GroupPlan plan, int segment, int kind, long address) {
    Pieces pieces = plan.pieces();
    int from = plan.firstPiece(segment);
    int to = plan.endPiece(segment);
    if (from == to) {
      return address;
    }
    long at = stamps(pieces, from, to, kind, address);
    at = shape.fingerprints() ? fingerprints(pieces, from, to, at) : at;
    at = shape.lengthWidth() != 0 ? lengths(pieces, from, to, at) : at;
    return members(pieces, from, to, at);
  }

  private long stamps(Pieces pieces, int from, int to, int kind, long address) {
    int width = shape.stampWidth();
    long at = address;
    for (int piece = from; piece < to; piece++) {
      int source = pieces.source(piece);
      int start = pieces.start(piece);
      if (source == Pieces.NEW) {
        RawMemory.putLong(at, touched.stamp(start, kind));
        at += width;
      } else if (base.stampWidth() == width) {
        long bytes = (long) pieces.count(piece) * width;
        RawMemory.append(base.stampColumn(source) + (long) start * width, at, bytes);
        at += bytes;
      } else {
        at = recodeStamps(source, start, start + pieces.count(piece), at);
      }
    }
    return at;
  }

  private long recodeStamps(int source, int start, int end, long address) {
    int width = shape.stampWidth();
    long at = address;
    for (int i = start; i < end; i++) {
      RawMemory.putLong(at, base.segmentStamp(source, i));
      at += width;
    }
    return at;
  }

  private long fingerprints(Pieces pieces, int from, int to, long address) {
    boolean same = base.hasFingerprints() && base.isFolded() == shape.folded();
    long at = address;
    for (int piece = from; piece < to; piece++) {
      int source = pieces.source(piece);
      int start = pieces.start(piece);
      if (source == Pieces.NEW) {
        RawMemory.putU16(at, newFingerprint(start));
        at += Short.BYTES;
      } else if (same) {
        long bytes = (long) pieces.count(piece) * Short.BYTES;
        RawMemory.append(base.fingerprintColumn(source) + (long) start * Short.BYTES, at, bytes);
        at += bytes;
      } else {
        at = computeFingerprints(pieces, piece, at);
      }
    }
    return at;
  }

  private int newFingerprint(int entry) {
    return shape.folded()
        ? Fold.fingerprint(touched.word(entry), shape.memberWidth())
        : MemberHash.fingerprint(touched.hash(entry));
  }

  private long computeFingerprints(Pieces pieces, int piece, long address) {
    long at = address;
    walk.start(pieces, piece);
    while (walk.next()) {
      RawMemory.putU16(at, fingerprint(walk.member(), walk.length()));
      at += Short.BYTES;
    }
    return at;
  }

  private int fingerprint(long member, int length) {
    return shape.folded()
        ? Fold.fingerprint(RawMemory.getPartial(member, length), length)
        : MemberHash.fingerprint(MemberHash.of(member, length));
  }

  private long lengths(Pieces pieces, int from, int to, long address) {
    int width = shape.lengthWidth();
    long at = address;
    for (int piece = from; piece < to; piece++) {
      int source = pieces.source(piece);
      int start = pieces.start(piece);
      if (source == Pieces.NEW) {
        at = putLength(at, width, touched.length(start));
      } else if (base.lengthWidth() == width) {
        long bytes = (long) pieces.count(piece) * width;
        RawMemory.append(base.lengthColumn(source) + (long) start * width, at, bytes);
        at += bytes;
      } else {
        for (int i = start; i < start + pieces.count(piece); i++) {
          at = putLength(at, width, base.segmentMemberLength(source, i));
        }
      }
    }
    return at;
  }

  private static long putLength(long at, int width, int length) {
    if (width == 1) {
      RawMemory.putU8(at, length);
    } else {
      RawMemory.putU16(at, length);
    }
    return at + width;
  }

  private long members(Pieces pieces, int from, int to, long address) {
    boolean folded = shape.folded();
    boolean same = base.isFolded() == folded;
    long at = address;
    for (int piece = from; piece < to; piece++) {
      if (pieces.source(piece) == Pieces.NEW) {
        at = folded ? foldNew(pieces.start(piece), at) : copyNew(pieces.start(piece), at);
      } else if (same) {
        at = copyMembers(pieces, piece, at);
      } else {
        at = folded ? foldMembers(pieces, piece, at) : unfoldMembers(pieces, piece, at);
      }
    }
    return at;
  }

  private long copyMembers(Pieces pieces, int piece, long address) {
    long bytes = pieces.memberBytes(piece);
    RawMemory.append(pieces.members(piece), address, bytes);
    return address + bytes;
  }

  private long copyNew(int entry, long address) {
    int length = touched.length(entry);
    RawMemory.append(touched.member(entry), address, length);
    return address + length;
  }

  private long foldNew(int entry, long address) {
    int width = shape.memberWidth();
    RawMemory.putLong(address, Fold.rest(touched.word(entry), width));
    return address + width - RecordFormat.FOLD;
  }

  private long foldMembers(Pieces pieces, int piece, long address) {
    int kept = shape.memberWidth() - RecordFormat.FOLD;
    long at = address;
    walk.start(pieces, piece);
    while (walk.next()) {
      long word = RawMemory.getPartial(walk.member(), walk.length());
      RawMemory.putLong(at, Fold.rest(word, walk.length()));
      at += kept;
    }
    return at;
  }

  private long unfoldMembers(Pieces pieces, int piece, long address) {
    long at = address;
    walk.start(pieces, piece);
    while (walk.next()) {
      RawMemory.copy(walk.member(), at, walk.length());
      at += walk.length();
    }
    return at;
  }

  /** Writes the one member of a result that is a single operation. */
  void writeMember(GroupPlan plan, long address) {
    plan.split();
    walk.start(plan.pieces(), 0);
    walk.next();
    RawMemory.copy(walk.member(), address, walk.length());
  }
}
