// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

/** The check at the start refuses a bridge over which merges do not come and go as they should. */
final class SelfCheckTest {
  private final SymbolLookup rocksdb = Bridge.rocksdb();

  @Test
  void run_onTheRocksdbjniWeBuildWith_passes() {
    assertDoesNotThrow(() -> SelfCheck.run(rocksdb));
  }

  @Test
  void run_withoutTheCApi_isRefusedAndSaysWhere() {
    String refusal = refusal(() -> SelfCheck.run(name -> Optional.empty())).toString();
    assertTrue(refusal.contains("symbol=rocksdb_mergeoperator_create"), refusal);
    String platform =
        " platform="
            + System.getProperty("os.name")
            + "/"
            + System.getProperty("os.arch")
            + "/java-"
            + Runtime.version().feature();
    assertTrue(refusal.contains(platform), refusal);
  }

  @Test
  void checkMerge_anotherResult_isRefused() {
    var another =
        Scripted.full((in, out) -> {
          out.reserve(2).writeByte((byte) 'o').writeByte((byte) 'x');
          return true;
        });
    String refusal = refusal(() -> SelfCheck.checkMerge(rocksdb, another)).toString();
    assertTrue(refusal.contains("wrong result"), refusal);
  }

  @Test
  void checkMerge_mergeThatFails_isRefusedWithWhatItThrew() {
    IllegalStateException mine = new IllegalStateException("mine");
    var throwing =
        Scripted.full((in, out) -> {
          throw mine;
        });
    assertSame(mine, refusal(() -> SelfCheck.checkMerge(rocksdb, throwing)).getCause());
    var declining = Scripted.full((in, out) -> false);
    assertInstanceOf(
        RocksDBException.class, refusal(() -> SelfCheck.checkMerge(rocksdb, declining)).getCause());
  }

  /** An object and a control block; ours has none, which nobody else's may lack. */
  @Test
  void checkSharedPointer_whatIsNotTwoPointers_isRefused() {
    try (Arena arena = Arena.ofConfined()) {
      assertDoesNotThrow(() -> SelfCheck.checkSharedPointer(words(arena, 8, 16)));
      for (long[] words : new long[][] {{0, 16}, {8, 0}, {8, 8}}) {
        long address = words(arena, words);
        String refusal = refusal(() -> SelfCheck.checkSharedPointer(address)).toString();
        assertTrue(refusal.contains("std::shared_ptr"), refusal);
      }
    }
  }

  private static long words(Arena arena, long... words) {
    return arena.allocateFrom(ValueLayout.JAVA_LONG, words).address();
  }

  private static UnsupportedOperationException refusal(Runnable check) {
    return assertThrows(UnsupportedOperationException.class, check::run);
  }
}
