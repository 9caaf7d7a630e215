// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.faults.Folders;
import dev.lastword.merge.Policy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.WALRecoveryMode;

/** Openings from which RocksDB would not come back, or only without a whole log. */
final class RecycleCheckTest {
  private static final int HEADER = 7;
  private static final int TYPE = 6;
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path temp;

  private Path dir;

  @BeforeEach
  void fill() {
    dir = temp.resolve("db");
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add("key", "flushed", 1);
      store.flush();
      for (int i = 0; i < 5; i++) {
        store.add("key", "m" + i, i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7, 8, 11, 131})
  void anyOpening_ofAManifestWithARecycledRecord_isRefused(int type) throws IOException {
    Path manifest = dir.resolve(Files.readString(dir.resolve("CURRENT")).strip());
    for (int at : records(manifest)) {
      assertRefused(manifest, at, type);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7, 8, 11, 131})
  void anyOpening_ofALogWithARecycledRecord_isRefused(int type) throws IOException {
    Path log = Folders.files(dir, ".log").getLast();
    for (int at : records(log)) {
      assertRefused(log, at, type);
    }
  }

  /** Behind a whole record RocksDB does not come to the checksum. */
  @Test
  void anyOpening_ofALogWithARecycledRecordThatIsAlsoUnsound_isRefused() throws IOException {
    Path log = Folders.files(dir, ".log").getLast();
    int at = records(log).get(2);
    flip(log, at + HEADER);
    assertRefused(log, at, 5);
  }

  /** The reader leaves a block of 32 KiB at a record that is not sound, and goes on at the next. */
  @ParameterizedTest
  @ValueSource(ints = {TYPE - 1, HEADER}) // the upper byte of its length, the first of its data
  void open_ofALogWithARecycledRecordBehindAnUnsoundOne_isRefused(int damaged) throws IOException {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      for (int i = 0; i < 2_000; i++) {
        store.add("key", "another member" + i, i);
      }
    }
    Path log = Folders.files(dir, ".log").getLast();
    List<Integer> records = records(log);
    flip(log, records.get(1) + damaged);
    byte[] bytes = Files.readAllBytes(log);
    bytes[records.get(9) + TYPE] = 5; // no reader comes there
    Files.write(log, bytes);
    int later = records.stream().filter(at -> at >= 64 << 10).skip(10).findFirst().orElseThrow();
    assertRefused(log, later, 5);
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= -1;
    Files.write(file, bytes);
  }

  /** What docs/operations.md advises. */
  @Test
  void open_ofALogCutThere_goesOnWithoutTheRest() throws IOException {
    Path log = Folders.files(dir, ".log").getLast();
    int third = records(log).get(2);
    assertRefused(log, third, 5);
    Files.write(log, Arrays.copyOf(Files.readAllBytes(log), third));
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      assertEquals(3, store.size("key"));
    }
  }

  @Test
  void open_ofRecycledLogs_readsThem() throws IOException {
    for (int i = 0; i < 10; i++) {
      try (LwwStore store = openRecycling()) {
        store.add("key", "first" + i, 9);
        store.flush();
        store.add("key", "second" + i, 9);
        store.flush();
        store.add("key", "third" + i, 9);
        store.add("key", "fourth" + i, 9);
      }
    }
    List<Byte> types = new ArrayList<>();
    for (Path log : Folders.files(dir, ".log")) {
      types.add(Files.readAllBytes(log)[TYPE]);
    }
    assertTrue(types.contains((byte) 5), () -> "a log used anew (first types=" + types + ")");
    try (LwwStore store = LwwStore.openReadOnly(dir)) {
      assertEquals(46, store.size("key"));
    }
  }

  /** What is left of an earlier use is cut off when the writer closes the log. */
  @Test
  void open_besideAWriterOfARecycledLog_asSecondaryIsRefused() {
    try (LwwStore writer = openRecycling()) {
      for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 5; i++) {
          writer.add("key", "n" + round + i, 9);
        }
        writer.flush();
      }
      writer.add("key", "n99", 9);
      try (LwwStore reader = LwwStore.openReadOnly(dir)) {
        assertEquals(writer.size("key"), reader.size("key"));
      }
      StorageException refused =
          assertTimeoutPreemptively(
              LONG, () -> assertThrows(StorageException.class, this::openSecondary));
      assertTrue(refused.toString().contains("the database recycles logs"), refused::toString);
    }
  }

  /** A secondary goes on where it ended, and so does the check: within a block, and behind it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_500, 5_000})
  void catchUp_toALogWithARecycledRecord_isRefusedUntilItIsMended(int between) throws IOException {
    try (LwwStore writer = LwwStore.open(dir, Policy.forget());
        LwwStore secondary = LwwStore.builder(dir).asSecondary(temp.resolve("secondary")).open()) {
      for (int i = 0; i < between; i++) {
        writer.add("key", "between" + i, 9);
        if (i % 1_000 == 0) {
          secondary.catchUp();
        }
      }
      secondary.catchUp();
      Path log = Folders.files(dir, ".log").getLast();
      int at = Files.readAllBytes(log).length;
      writer.add("key", "a", 9);
      writer.add("key", "b", 9);
      set(log, at + TYPE, (byte) 5);
      for (int i = 0; i < 2; i++) {
        StorageException refused = assertTimeoutPreemptively(LONG, () -> refused(secondary));
        String expected = log.getFileName() + " is damaged at byte " + at + ",";
        assertTrue(refused.toString().contains(expected), () -> expected + " in " + refused);
      }
      assertEquals(6 + between, secondary.size("key"));
      set(log, at + TYPE, (byte) 1);
      secondary.catchUp();
      assertEquals(8 + between, secondary.size("key"));
    }
  }

  @Test
  void catchUp_toAManifestWithARecycledRecord_isRefused() throws IOException {
    try (LwwStore writer = LwwStore.open(dir, Policy.forget());
        LwwStore secondary = LwwStore.builder(dir).asSecondary(temp.resolve("secondary")).open()) {
      Path manifest = dir.resolve(Files.readString(dir.resolve("CURRENT")).strip());
      int at = Files.readAllBytes(manifest).length;
      writer.add("key", "a", 9);
      writer.flush();
      set(manifest, at + TYPE, (byte) 5);
      StorageException refused = assertTimeoutPreemptively(LONG, () -> refused(secondary));
      assertTrue(refused.toString().contains(manifest.getFileName() + " is"), refused::toString);
    }
  }

  @Test
  void catchUp_toAWriterThatRecyclesByNow_isRefused() {
    try (LwwStore secondary = LwwStore.builder(dir).asSecondary(temp.resolve("secondary")).open();
        LwwStore writer = openRecycling()) {
      writer.add("key", "a", 9);
      StorageException refused = refused(secondary);
      assertTrue(refused.toString().contains("the database recycles logs"), refused::toString);
    }
  }

  private static StorageException refused(LwwStore secondary) {
    return assertThrows(StorageException.class, secondary::catchUp);
  }

  private static void set(Path file, int at, byte value) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {value}), at); // the writer has it open
    }
  }

  @Test
  void checkLogs_whereNothingIsWrong_comesBack() {
    LwwStore.checkLogs(dir, dir);
    LwwStore.checkLogs(temp.resolve("none"), temp.resolve("none"));
  }

  private void openSecondary() {
    LwwStore.builder(dir).asSecondary(temp.resolve("secondary")).open().close();
  }

  private LwwStore openRecycling() {
    return LwwStore.builder(dir)
        .dbOptions(options ->
            options.setRecycleLogFileNum(2).setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery))
        .open();
  }

  private static List<Integer> records(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> starts = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= bytes.limit()) {
      starts.add(at);
      at += HEADER + Short.toUnsignedInt(bytes.getShort(at + TYPE - 2));
      int left = (32 << 10) - at % (32 << 10);
      at += left < HEADER ? left : 0;
    }
    assertEquals(bytes.limit(), at, "walked to its end");
    return starts;
  }

  private void assertRefused(Path file, int at, int type) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte before = bytes[at + TYPE];
    bytes[at + TYPE] = (byte) type;
    Files.write(file, bytes);
    for (Executable opening : openings()) {
      StorageException refused =
          assertTimeoutPreemptively(LONG, () -> assertThrows(StorageException.class, opening));
      String expected = file.getFileName() + " is damaged at byte " + at + ",";
      assertTrue(refused.toString().contains(expected), () -> expected + " in " + refused);
    }
    bytes[at + TYPE] = before;
    Files.write(file, bytes);
  }

  private List<Executable> openings() {
    return List.of(
        () -> LwwStore.open(dir, Policy.forget()).close(),
        () -> openRecycling().close(),
        () -> LwwStore.openReadOnly(dir).close(),
        this::openSecondary,
        () -> PendingOperands.read(dir, dir, new byte[] {'d'}, utf8("key")),
        () -> LwwStore.checkLogs(dir, dir));
  }
}
