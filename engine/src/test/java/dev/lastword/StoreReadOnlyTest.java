// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers beside a store that writes, and copies. */
final class StoreReadOnlyTest {
  private static final int FLUSHES = 10;
  private static final long PAUSE_NANOS = 2_000_000;

  private static final int SETS = 500;

  @TempDir Path temp;

  @Test
  void openReadOnly_besideAWriter_readsWhatWasWrittenAndRefusesWrites() {
    Path dir = temp.resolve("db");
    try (LwwStore writer = LwwStore.open(dir, Policy.forget())) {
      writer.add("key", "a", 1);
      writer.flush();
      writer.add("key", "b", 2);
      try (LwwStore reader = LwwStore.openReadOnly(dir)) {
        assertEquals(2, reader.size("key"));
        assertEquals(2, reader.timelineOf(List.of("key"), null, 9).size());
        assertThrows(UnsupportedOperationException.class, () -> reader.add("key", "c", 3));
        assertThrows(UnsupportedOperationException.class, () -> reader.join("key", new byte[0]));
        assertThrows(UnsupportedOperationException.class, reader::batch);
        assertThrows(UnsupportedOperationException.class, reader::compact);
        assertThrows(UnsupportedOperationException.class, () -> reader.sweep(Progress.NONE));
        assertThrows(UnsupportedOperationException.class, reader::catchUp);
        assertEquals(new VerifyReport(1, 0, 0, 0), reader.verify(f -> {}, Progress.NONE));
        writer.add("key", "c", 3);
        assertEquals(2, reader.size("key"), "as of its opening");
      }
    }
  }

  @Test
  void asSecondary_logInTheDatabaseItself_isRefused() {
    Path dir = temp.resolve("db");
    for (Path logDir : List.of(dir, dir.resolve("."), temp.resolve("x/../db"))) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> LwwStore.builder(dir).asSecondary(logDir));
      assertTrue(refused.toString().contains("a folder of its own"), refused::toString);
    }
  }

  @Test
  void asSecondary_catchingUp_seesWhatTheWriterDid() {
    Path dir = temp.resolve("db");
    try (LwwStore writer = LwwStore.open(dir, Policy.forget())) {
      writer.add("key", "a", 1);
      try (LwwStore secondary =
          LwwStore.builder(dir).asSecondary(temp.resolve("secondary")).open()) {
        assertEquals(1, secondary.size("key"));
        writer.add("key", "b", 2);
        secondary.catchUp();
        assertEquals(2, secondary.size("key"));
        assertThrows(UnsupportedOperationException.class, () -> secondary.add("key", "c", 3));
        assertThrows(UnsupportedOperationException.class, secondary::snapshot);
      }
    }
  }

  /** A flush while it catches up takes operations out of the logs that it is about to read. */
  @Test
  void catchUp_besideABusyWriter_seesAllThatWasWrittenBefore() throws Exception {
    Path dir = temp.resolve("db");
    AtomicLong written = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    try (LwwStore writer = busy(dir)) {
      writer.add("k0", "m", 1);
      Thread thread = Thread.ofPlatform().start(() -> write(writer, written, done));
      try (LwwStore secondary = reader(dir, true, 0)) {
        for (int i = 0; i < 100; i++) {
          long before = written.get();
          secondary.catchUp();
          for (long key = before; key >= Math.max(0, before - 3_000); key--) {
            assertEquals(1, secondary.size("k" + key), "catching up " + i + ", key " + key);
          }
        }
      } finally {
        done.set(true);
        thread.join();
      }
    }
  }

  /** The writer's flush joins what it wrote before and after any moment that a secondary picks. */
  @Test
  void timeline_whileASecondaryCatchesUp_missesNoSet() throws Exception {
    AtomicReference<List<String>> known = new AtomicReference<>(List.of());
    AtomicBoolean done = new AtomicBoolean();
    Path dir = temp.resolve("db");
    try (LwwStore writer = LwwStore.open(dir, Policy.forget());
        LwwStore secondary = reader(dir, true, 0)) {
      Thread thread = Thread.ofPlatform().start(() -> follow(writer, secondary, known, done));
      while (!done.get()) {
        List<String> keys = known.get();
        long found =
            secondary.timelineOf(keys, null, 2 * SETS).stream()
                .map(entry -> new String(entry.key(), UTF_8))
                .distinct()
                .count();
        assertEquals(keys.size(), found);
      }
      thread.join();
    }
  }

  private static void follow(
      LwwStore writer,
      LwwStore secondary,
      AtomicReference<List<String>> known,
      AtomicBoolean done) {
    try {
      for (int round = 0; round < 100; round++) {
        String prefix = round + "-";
        List<String> keys = IntStream.range(0, SETS).mapToObj(i -> prefix + i).toList();
        keys.forEach(key -> writer.add(key, "a", 1));
        secondary.catchUp();
        known.set(keys);
        keys.forEach(key -> writer.add(key, "b", 2));
        writer.flush();
        secondary.catchUp();
      }
    } finally {
      done.set(true);
    }
  }

  private static LwwStore busy(Path dir) {
    return LwwStore.builder(dir)
        .policy(Policy.forget())
        .columnFamilyOptions(options -> options.setWriteBufferSize(64 << 10))
        .open();
  }

  private static void write(LwwStore writer, AtomicLong written, AtomicBoolean done) {
    while (!done.get()) {
      writer.add("k" + (written.get() + 1), "m", 1);
      written.incrementAndGet();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void open_besideABusyWriter_seesAllThatWasWrittenBefore(boolean secondary) throws Exception {
    Path dir = temp.resolve("db");
    AtomicLong written = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    try (LwwStore writer = busy(dir)) {
      writer.add("k" + written.get(), "m", 1);
      Thread thread = Thread.ofPlatform().start(() -> write(writer, written, done));
      try {
        for (int i = 0; i < 25; i++) {
          long before = written.get();
          try (LwwStore reader = reader(dir, secondary, i)) {
            for (long key = before; key >= Math.max(0, before - 3_000); key--) {
              assertEquals(1, reader.size("k" + key), "opening " + i + ", key " + key);
            }
          }
        }
      } finally {
        done.set(true);
        thread.join();
      }
    }
  }

  @Test
  void pending_besideFlushes_seesWhatWasJustWritten() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Semaphore flushes = new Semaphore(0);
    try (LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget())) {
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                while (!done.get()) {
                  flushes.acquireUninterruptibly();
                  store.add("other", "m", 1);
                  store.flush();
                  LockSupport.parkNanos(PAUSE_NANOS);
                }
              });
      try {
        for (int i = 0; i < 150; i++) {
          store.add("key" + i, "m", i);
          flushes.drainPermits(); // fewer flushes a call than it makes attempts, however slow it is
          flushes.release(FLUSHES);
          assertNotNull(store.pending(utf8("key" + i)), "key" + i);
        }
      } finally {
        done.set(true);
        flushes.release();
        thread.join();
      }
    }
  }

  /** RocksDB may never come back from such an opening. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "MANIFEXT-000005\n", "MANI\0EST-000005\n", "../db\n", "."})
  void reads_whereCurrentIsDamaged_areRefused(String damaged) throws Exception {
    Path dir = temp.resolve("db");
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add("key", "m", 1);
      Files.writeString(dir.resolve("CURRENT"), damaged);
      for (Executable read :
          List.<Executable>of(
              () -> store.pending(utf8("key")), () -> LwwStore.openReadOnly(dir).close())) {
        StorageException refused = assertThrows(StorageException.class, read);
        assertTrue(refused.toString().contains("CURRENT does not name"), refused::toString);
      }
    }
  }

  @Test
  void open_thatCannotCatchUp_closesTheStore() {
    LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget());
    assertThrows(UnsupportedOperationException.class, () -> StoreBuilder.caughtUp(store));
    assertThrows(IllegalStateException.class, () -> store.size("key"));
  }

  private LwwStore reader(Path dir, boolean secondary, int number) {
    return secondary
        ? LwwStore.builder(dir).asSecondary(temp.resolve("secondary" + number)).open()
        : LwwStore.openReadOnly(dir);
  }

  @Test
  void checkpoint_opened_isTheStoreAtThatTime() {
    Path copy = temp.resolve("copy");
    Policy policy = Policy.forget().maxAdds(50);
    try (LwwStore store = LwwStore.open(temp.resolve("db"), policy)) {
      store.add("key", "a", 1);
      store.checkpoint(copy);
      store.add("key", "b", 2);
      assertThrows(StorageException.class, () -> store.checkpoint(copy), "exists already");
    }
    try (LwwStore store = LwwStore.open(copy)) {
      assertEquals(policy, store.policy(), "the policy goes along");
      assertEquals(List.of(new Entry(utf8("a"), 1)), store.select("key", 0, 10));
    }
  }
}
