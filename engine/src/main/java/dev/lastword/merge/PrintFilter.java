// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.Fold;
import dev.lastword.record.MemberHash;
import dev.lastword.record.NativeWords;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;

/**
 * Tells which entries of a base record may be touched members, by their fingerprints alone.
 *
 * <p>A table of one byte for each of the 65 536 fingerprints. That is more than a processor's first
 * cache holds, so few members also go into a table of their fingerprints' low bits that is small
 * enough, and which a pass over the record asks first: four loads answer for a word of four
 * fingerprints, with one branch.
 */
final class PrintFilter {

  private static final int TABLE = 1 << Short.SIZE;
  private static final int LOW = 1 << 13;

  /** How many members leave the table of low bits so empty that it lets few others pass. */
  private static final int FEW = LOW / 64;

  private final NativeWords words = new NativeWords((TABLE + LOW) / Long.BYTES);
  private final long table = words.address();

  /** The table that a pass asks, and the bits of a fingerprint that count in it. */
  private long asked = table;

  private long lane = TABLE - 1;

  PrintFilter() {
    RawMemory.clear(table, TABLE + LOW);
  }

  /** Enters the members that the base may have. */
  void fill(Touched touched, RecordView base) {
    boolean few = touched.size() <= FEW;
    asked = few ? table + TABLE : table;
    lane = few ? LOW - 1 : TABLE - 1;
    mark(touched, base, 1);
  }

  /** Takes the members out again that {@link #fill} entered. */
  void clear(Touched touched, RecordView base) {
    mark(touched, base, 0);
  }

  private void mark(Touched touched, RecordView base, int mark) {
    for (int entry = 0; entry < touched.size(); entry++) {
      if (base.lengthWidth() != 0 || touched.length(entry) == base.memberWidth()) {
        int print = print(touched, entry, base);
        RawMemory.putU8(table + print, mark);
        RawMemory.putU8(table + TABLE + (print & (LOW - 1)), mark);
      }
    }
  }

  /** Returns false when none of the four fingerprints in {@code word} is here. */
  boolean mayHoldAny(long word) {
    int found =
        RawMemory.getU8(asked + (word & lane))
            | RawMemory.getU8(asked + ((word >>> 16) & lane))
            | RawMemory.getU8(asked + ((word >>> 32) & lane))
            | RawMemory.getU8(asked + ((word >>> 48) & lane));
    return found != 0;
  }

  /** Returns whether a fingerprint is here. */
  boolean holds(int print) {
    return RawMemory.getU8(table + print) != 0;
  }

  private static int print(Touched touched, int entry, RecordView base) {
    return base.isFolded()
        ? Fold.fingerprint(touched.word(entry), base.memberWidth())
        : MemberHash.fingerprint(touched.hash(entry));
  }
}
