// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.model.DirectMemory;
import dev.lastword.rocksdb.ChildJvm;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that fail on their way leave nothing behind that hurts the next ones, or closing. */
final class StoreBrokenCallTest {
  private static final byte[] KEY = utf8("key");

  @TempDir Path temp;

  @Test
  void close_afterCallsThatFoundNoDirectMemory_comesBack() throws Exception {
    ChildJvm.Result result =
        ChildJvm.in(temp)
            .flag("-XX:MaxDirectMemorySize=8m")
            .run(NoDirectMemory.class, temp.resolve("db").toString())
            .assertStatus(0);
    assertTrue(result.output().contains("failed, then closed"), result.output());
  }

  @Test
  void batch_ofAMemberThatCannotBeRead_keepsWhatItHad() {
    checkBatch((batch, gone) -> batch.add(ByteBuffer.wrap(KEY), gone, 2));
    checkBatch((batch, gone) -> batch.delete(ByteBuffer.wrap(KEY), gone, 2));
  }

  @Test
  void batch_ofAKeyThatCannotBeRead_keepsWhatItHad() {
    checkBatch((batch, gone) -> batch.add(gone, ByteBuffer.wrap(KEY), 2));
  }

  private interface Use {
    void of(LwwBatch batch, ByteBuffer gone);
  }

  private void checkBatch(Use use) {
    try (LwwStore store = LwwStore.open(temp, Policy.forget());
        LwwBatch batch = store.batch()) {
      store.forget(KEY, 0);
      batch.add("key", "a", 1);
      long size = batch.sizeBytes();
      ByteBuffer gone = gone();
      assertThrows(IllegalStateException.class, () -> use.of(batch, gone));
      assertEquals(1, batch.count());
      assertEquals(size, batch.sizeBytes());
      batch.add("key", "b", 3);
      batch.write();
      List<String> members = store.select("key", 0, 9).stream().map(Entry::memberText).toList();
      assertEquals(List.of("b", "a"), members);
      assertEquals(new VerifyReport(1, 0, 0, 0), store.verify(any -> {}, Progress.NONE));
    }
  }

  private static ByteBuffer gone() {
    try (Arena arena = Arena.ofConfined()) {
      return arena.allocate(20).asByteBuffer();
    }
  }

  /** Without the check this ends the process. */
  @Test
  void close_afterTheDatabaseWasClosedThroughRocksdb_leavesItAlone() {
    LwwStore store = LwwStore.open(temp, Policy.forget());
    store.add("key", "a", 1);
    LwwSnapshot snapshot = store.snapshot();
    KeyIterator keys = store.keys();
    store.rocksdb().close();
    assertThrows(IllegalStateException.class, () -> store.size("key"));
    assertThrows(IllegalStateException.class, () -> snapshot.size("key"));
    assertThrows(IllegalStateException.class, keys::next);
    store.close();
    try (LwwStore again = LwwStore.open(temp)) {
      assertEquals(1, again.size("key"));
    }
  }

  @Test
  void snapshot_whereRocksDbGivesNone_isRefusedAndTimelinesGoOn() {
    try (LwwStore store =
        LwwStore.builder(temp)
            .policy(Policy.forget())
            .dbOptions(options -> options.setAllowConcurrentMemtableWrite(false))
            .columnFamilyOptions(options -> options.setInplaceUpdateSupport(true))
            .open()) {
      store.add("key", "a", 1);
      UnsupportedOperationException refused =
          assertThrows(UnsupportedOperationException.class, store::snapshot);
      assertTrue(refused.toString().contains("inplace_update_support"), refused::toString);
      assertEquals(1, store.timelineOf(List.of("key"), null, 9).size());
    }
  }

  /** Writes for the first time, which takes memory, when there is none to be had. */
  static final class NoDirectMemory {
    private NoDirectMemory() {}

    /** Runs; the argument is the directory. */
    public static void main(String[] arguments) {
      LwwStore store = LwwStore.open(Path.of(arguments[0]), Policy.forget());
      List<ByteBuffer> hoard = DirectMemory.hoard();
      assertThrows(OutOfMemoryError.class, () -> store.add("key", "a", 1));
      hoard.clear();
      store.close();
      System.out.println("failed, then closed");
    }
  }
}
