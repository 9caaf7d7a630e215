// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches: all of it or nothing, and nothing before it is written. */
final class StoreBatchTest {
  @TempDir Path temp;

  /** Else a clock that closes the store would wait for the batch, and another closer for it. */
  @Test
  void add_whileItAsksTheClock_doesNotHoldTheBatch() {
    AtomicReference<LwwBatch> asked = new AtomicReference<>();
    LongSupplier clock =
        () -> {
          LwwBatch batch = asked.get();
          return batch == null
              ? 0
              : CompletableFuture.supplyAsync(batch::count).orTimeout(20, TimeUnit.SECONDS).join();
        };
    try (LwwStore store =
            LwwStore.builder(temp.resolve("db"))
                .policy(Policy.forget())
                .maxFutureSkew(9, clock)
                .open();
        LwwBatch batch = store.batch()) {
      asked.set(batch);
      batch.add("k", "a", 1);
      batch.add(ByteBuffer.wrap(utf8("k")), ByteBuffer.wrap(utf8("b")), 2);
      assertEquals(2, batch.count());
    }
  }

  @Test
  void write_collectedOperations_appearTogether() {
    try (LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget());
        LwwStore other = LwwStore.open(temp.resolve("other"), Policy.forget());
        LwwBatch batch = store.batch()) {
      other.add("k3", "z", 9);
      batch.add("k1", "a", 1);
      batch.add(ByteBuffer.wrap(utf8("k1")), ByteBuffer.wrap(utf8("b")), 2);
      batch.delete("k1", "a", 3);
      batch.delete(ByteBuffer.wrap(utf8("k2")), ByteBuffer.wrap(utf8("c")), 4);
      batch.forget("k2", 4);
      batch.join("k3", Objects.requireNonNull(other.record("k3")));
      assertEquals(6, batch.count());
      assertTrue(batch.sizeBytes() > 6 * 9);
      assertEquals(0, store.size("k1"));
      batch.write();
      assertEquals(0, batch.count());
      assertEquals(List.of(new Entry(utf8("b"), 2)), store.select("k1", 0, 9));
      assertEquals(new Membership(Membership.State.DELETED, 4), store.contains("k2", "c"));
      assertEquals(1, store.size("k3"));
      batch.add("k1", "dropped", 9);
      batch.clear();
      batch.write();
      assertEquals(1, store.size("k1"));
    }
  }

  /** Cuts the log at every place inside the batch: a reopened store has all of it or none. */
  @Test
  void write_tornInTheLog_isThereAsAWholeOrNotAtAll() throws Exception {
    Path dir = temp.resolve("db");
    long before;
    try (LwwStore store = LwwStore.open(dir, Policy.forget());
        LwwBatch batch = store.batch()) {
      store.add("first", "a", 1);
      before = Files.size(log(dir));
      for (int i = 0; i < 20; i++) {
        batch.add("k" + i % 4, "m" + i, i);
      }
      batch.write();
    }
    long after = Files.size(log(dir));
    assertTrue(after > before);
    for (long length = before; length <= after; length += 7) {
      checkTorn(dir, length, length >= after);
    }
    checkTorn(dir, after, true);
  }

  private void checkTorn(Path dir, long length, boolean complete) throws Exception {
    Path torn = temp.resolve("torn" + length + complete);
    Files.createDirectory(torn);
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.toList()) {
        Files.copy(file, torn.resolve(Objects.requireNonNull(file.getFileName())));
      }
    }
    try (FileChannel channel = FileChannel.open(log(torn), StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
    try (LwwStore store = LwwStore.open(torn)) {
      assertEquals(1, store.size("first"));
      for (int i = 0; i < 4; i++) {
        assertEquals(complete ? 5 : 0, store.size("k" + i), "log cut at " + length);
      }
    }
  }

  @Test
  void join_ofACorruptRecord_leavesTheBatchAsItWas() {
    try (LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget());
        LwwBatch batch = store.batch()) {
      batch.add("k", "a", 1);
      assertThrows(CorruptRecordException.class, () -> batch.join("k", new byte[] {7}));
      batch.write();
      assertEquals(1, store.size("k"));
    }
  }

  /** RocksDB's own default would drop everything behind the damage, and say nothing. */
  @Test
  void open_withALogDamagedInTheMiddle_isRefused() throws Exception {
    Path dir = temp.resolve("db");
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      for (int i = 0; i < 200; i++) {
        store.add("key", "member" + i, i);
      }
    }
    Path log = log(dir);
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(utf8("damaged!")), Files.size(log) / 2);
    }
    assertThrows(StorageException.class, () -> LwwStore.open(dir));
  }

  private static Path log(Path dir) throws Exception {
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }
}
