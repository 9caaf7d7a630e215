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
 * <p>A table of one byte for each of the 65 536 fingerprints: four loads answer for a word of four,
 * with one branch.
 */
final class PrintFilter {

  private static final int TABLE = 1 << Short.SIZE;
  private static final int LANE = TABLE - 1;

  private final NativeWords words = new NativeWords(TABLE / Long.BYTES);
  private final long table = words.address();

  PrintFilter() {
    RawMemory.clear(table, TABLE);
  }

  /** Enters the members that the base may have. */
  void fill(Touched touched, RecordView base) {
    mark(touched, base, 1);
  }

  /** Takes the members out again that {@link #fill} entered. */
  void clear(Touched touched, RecordView base) {
    mark(touched, base, 0);
  }

  private void mark(Touched touched, RecordView base, int mark) {
    for (int entry = 0; entry < touched.size(); entry++) {
      if (base.lengthWidth() != 0 || touched.length(entry) == base.memberWidth()) {
        RawMemory.putU8(table + print(touched, entry, base), mark);
      }
    }
  }

  /** Returns whether one of the four fingerprints in {@code word} is here. */
  boolean holdsAny(long word) {
    int found =
        RawMemory.getU8(table + (word & LANE))
            | RawMemory.getU8(table + ((word >>> 16) & LANE))
            | RawMemory.getU8(table + ((word >>> 32) & LANE))
            | RawMemory.getU8(table + (word >>> 48));
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
