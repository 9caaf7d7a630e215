// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.SEGMENTS;

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
  private final Pieces pieces;
  private final ResultShape shape;
  private final PieceWalk walk;

  ColumnWriter(RecordView base, Touched touched, Pieces pieces, ResultShape shape) {
    this.base = base;
    this.touched = touched;
    this.pieces = pieces;
    this.shape = shape;
    this.walk = new PieceWalk(base, touched, pieces);
  }

  /** Writes all segments and returns the address behind them. */
  long write(long address) {
    boolean same = shape.isBase();
    long at = address;
    int segment = 0;
    while (segment < SEGMENTS) {
      int end = segment;
      while (same && end < SEGMENTS && pieces.isWhole(end)) {
        end++;
      }
      if (end == segment) {
        at = write(segment++, at);
      } else {
        long bytes = base.segmentEnd(end - 1) - base.stampColumn(segment);
        RawMemory.append(base.stampColumn(segment), at, bytes);
        at += bytes;
        segment = end;
      }
    }
    return at;
  }

  private long write(int segment, long address) {
    int from = pieces.firstPiece(segment);
    int to = pieces.firstPiece(segment + 1);
    if (from == to) {
      return address;
    }
    long at = stamps(from, to, kindOf(segment), address);
    at = shape.fingerprints() ? fingerprints(from, to, at) : at;
    at = shape.lengthWidth() != 0 ? lengths(from, to, at) : at;
    return members(from, to, at);
  }

  private static int kindOf(int segment) {
    return BaseSearch.kind(segment == 0 ? 0 : segment - 1);
  }

  private long stamps(int from, int to, int kind, long address) {
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
        RawMemory.append(pieces.stamps(piece), at, bytes);
        at += bytes;
      } else {
        at = recodeStamps(piece, source, start, at);
      }
    }
    return at;
  }

  private long recodeStamps(int piece, int source, int start, long address) {
    int width = shape.stampWidth();
    int end = start + pieces.count(piece);
    long at = address;
    for (int i = start; i < end; i++) {
      RawMemory.putLong(at, base.segmentStamp(source, i));
      at += width;
    }
    return at;
  }

  private long fingerprints(int from, int to, long address) {
    boolean same = base.hasFingerprints() && base.isFolded() == shape.folded();
    long at = address;
    for (int piece = from; piece < to; piece++) {
      if (pieces.source(piece) == Pieces.NEW) {
        RawMemory.putU16(at, newFingerprint(pieces.start(piece)));
        at += Short.BYTES;
      } else if (same) {
        long bytes = (long) pieces.count(piece) * Short.BYTES;
        RawMemory.append(pieces.prints(piece), at, bytes);
        at += bytes;
      } else {
        at = computeFingerprints(piece, at);
      }
    }
    return at;
  }

  private int newFingerprint(int entry) {
    return shape.folded()
        ? Fold.fingerprint(touched.word(entry), shape.memberWidth())
        : MemberHash.fingerprint(touched.hash(entry));
  }

  private long computeFingerprints(int piece, long address) {
    long at = address;
    walk.start(piece);
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

  private long lengths(int from, int to, long address) {
    int width = shape.lengthWidth();
    long at = address;
    for (int piece = from; piece < to; piece++) {
      int source = pieces.source(piece);
      int start = pieces.start(piece);
      if (source == Pieces.NEW) {
        at = putLength(at, width, touched.length(start));
      } else if (base.lengthWidth() == width) {
        long bytes = (long) pieces.count(piece) * width;
        RawMemory.append(pieces.lengths(piece), at, bytes);
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

  private long members(int from, int to, long address) {
    boolean folded = shape.folded();
    boolean same = base.isFolded() == folded;
    long at = address;
    for (int piece = from; piece < to; piece++) {
      if (pieces.source(piece) == Pieces.NEW) {
        at = folded ? foldNew(pieces.start(piece), at) : copyMembers(piece, at);
      } else if (same) {
        at = copyMembers(piece, at);
      } else {
        at = folded ? foldMembers(piece, at) : unfoldMembers(piece, at);
      }
    }
    return at;
  }

  private long copyMembers(int piece, long address) {
    long bytes = pieces.memberBytes(piece);
    RawMemory.append(pieces.members(piece), address, bytes);
    return address + bytes;
  }

  private long foldNew(int entry, long address) {
    int width = shape.memberWidth();
    RawMemory.putLong(address, Fold.rest(touched.word(entry), width));
    return address + width - RecordFormat.FOLD;
  }

  private long foldMembers(int piece, long address) {
    int kept = shape.memberWidth() - RecordFormat.FOLD;
    long at = address;
    walk.start(piece);
    while (walk.next()) {
      long word = RawMemory.getPartial(walk.member(), walk.length());
      RawMemory.putLong(at, Fold.rest(word, walk.length()));
      at += kept;
    }
    return at;
  }

  private long unfoldMembers(int piece, long address) {
    long at = address;
    walk.start(piece);
    while (walk.next()) {
      RawMemory.copy(walk.member(), at, walk.length());
      at += walk.length();
    }
    return at;
  }

  /** Writes the one member of a result that is a single operation. */
  void writeMember(long address) {
    walk.start(0);
    walk.next();
    RawMemory.copy(walk.member(), address, walk.length());
  }
}
