// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A short member is what is kept of it and its fingerprint. */
final class FoldTest {

  /** The examples of docs/format.md, section 5.2. */
  @ParameterizedTest
  @CsvSource({"ab, 6261", "cat, 5b15", "12345678, 24fb"})
  void fingerprint_ofTheExamples_isAsThePageSays(String member, String print) {
    byte[] bytes = member.getBytes(StandardCharsets.US_ASCII);
    assertEquals(Integer.parseInt(print, 16), Fold.fingerprint(word(bytes), bytes.length));
  }

  @Test
  void unfold_ofRestAndFingerprint_isTheMember() {
    SplittableRandom random = new SplittableRandom(4);
    for (int width = 2; width <= RecordFormat.FOLDED_MEMBER; width++) {
      long greatest = -1L >>> (Long.SIZE - 8 * width);
      for (int i = 0; i < 1_000; i++) {
        long word = random.nextLong() & greatest;
        long rest = Fold.rest(word, width);
        assertEquals(word & (greatest >>> 16), rest, "the bytes but the last two");
        assertEquals(word, Fold.unfold(rest, Fold.fingerprint(word, width), width));
      }
    }
  }

  private static long word(byte[] member) {
    long word = 0;
    for (int i = member.length - 1; i >= 0; i--) {
      word = word << 8 | member[i];
    }
    return word;
  }
}
