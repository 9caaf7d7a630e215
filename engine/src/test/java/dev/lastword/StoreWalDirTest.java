// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.faults.Folders;
import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Logs in a folder of their own: what is looked at before an opening is looked for there. */
final class StoreWalDirTest {
  private static final byte[] KEY = {1};
  private static final int MEMBERS = 200;

  /** Less than the header of a record. */
  private static final int PART_OF_A_RECORD = 5;

  @TempDir Path temp;

  /** As a kill leaves it in the middle of a flush: the table file is there, the log as well. */
  @Test
  void open_killedWhileWritingTheManifest_goesOnFromTheLog() throws IOException {
    Path image = killedInAFlush();
    try (LwwStore store = builder(image).open()) {
      assertEquals(MEMBERS, store.size(KEY));
      assertTrue(store.verify(finding -> {}, Progress.NONE).isClean());
    }
  }

  @Test
  void open_ofACutManifestWithoutTheLog_isRefused() throws IOException {
    Path image = killedInAFlush();
    Folders.delete(logs(image));
    StorageException refused =
        assertThrows(StorageException.class, () -> builder(image).open().close());
    assertTrue(refused.toString().contains("it was cut short"), refused::toString);
    assertTrue(refused.toString().contains("wal_dir=" + logs(image)), refused::toString);
  }

  @Test
  void open_withADamagedLog_namesIt() throws IOException {
    Path image = killedInAFlush();
    Path log = Folders.files(logs(image), ".log").getFirst();
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 100); // within an early record
    }
    StorageException refused =
        assertThrows(StorageException.class, () -> builder(image).open().close());
    assertTrue(
        refused.toString().contains("log " + log.getFileName() + " is damaged at byte"),
        refused::toString);
  }

  @Test
  void open_withoutCurrentButWithALog_isRefused() throws IOException {
    Path image = killedInAFlush();
    Folders.delete(database(image));
    StorageException refused =
        assertThrows(StorageException.class, () -> builder(image).open().close());
    assertTrue(refused.toString().contains("the CURRENT file is missing"), refused::toString);
  }

  @Test
  void pending_operandsInTheLogAlone_areShown() {
    try (LwwStore store = builder(temp).open()) {
      store.add(KEY, utf8("member"), 1);
      assertEquals(1, Objects.requireNonNull(store.pending(KEY)).operands().size());
    }
  }

  @Test
  void open_withoutTheFolder_isRefusedWhileThereIsALog() throws IOException {
    Path live = written();
    for (StoreBuilder forgetful :
        List.of(
            LwwStore.builder(database(live)),
            LwwStore.builder(database(live)).readOnly(true),
            LwwStore.builder(database(live)).asSecondary(temp.resolve("secondary")))) {
      StorageException refused =
          assertThrows(StorageException.class, () -> forgetful.open().close());
      assertTrue(refused.toString().contains("wal_dir=" + logs(live)), refused::toString);
    }
    try (LwwStore store = builder(live).readOnly(true).open()) {
      assertEquals(1, store.size(KEY));
    }
    Folders.delete(logs(live));
    try (LwwStore store = LwwStore.open(database(live))) {
      assertEquals(0, store.size(KEY), "there is no log to be found any more");
    }
  }

  /** What the refusal keeps from happening. */
  @Test
  void open_withAnotherFolder_missesTheLogAndLosesItWithAFlush() throws IOException {
    Path live = written();
    try (LwwStore store = elsewhere(live).open()) {
      assertEquals(0, store.size(KEY));
      store.add(new byte[] {2}, utf8("member"), 2);
      store.flush();
    }
    try (LwwStore store = builder(live).open()) {
      assertEquals(0, store.size(KEY), "the flush tells that older logs are done with");
    }
  }

  /** A checkpoint has its log with it; its OPTIONS file names the folder of the original. */
  @Test
  void open_ofACheckpoint_wantsItsOwnDirectoryNamed() throws IOException {
    Path copy = temp.resolve("copy");
    try (LwwStore store = builder(Files.createDirectories(temp.resolve("live"))).open()) {
      store.add(KEY, utf8("member"), 1);
      store.checkpoint(copy);
      assertThrows(StorageException.class, () -> LwwStore.open(copy).close());
      StoreBuilder named =
          LwwStore.builder(copy).dbOptions(options -> options.setWalDir(copy.toString()));
      try (LwwStore opened = named.open()) {
        assertEquals(1, opened.size(KEY));
      }
      try (LwwStore opened = LwwStore.open(copy)) {
        assertEquals(1, opened.size(KEY), "once is enough");
      }
    }
  }

  private Path written() throws IOException {
    Path live = Files.createDirectories(temp.resolve("live"));
    try (LwwStore store = builder(live).open()) {
      store.add(KEY, utf8("member"), 1);
    }
    return live;
  }

  private static StoreBuilder elsewhere(Path root) {
    return LwwStore.builder(database(root))
        .dbOptions(options -> options.setWalDir(database(root).toString()));
  }

  /** The options that RocksDB keeps of an open database tell where its logs are. */
  @Test
  void pending_ofAnAttachedStore_isShown() throws RocksDBException {
    Path logs = temp.resolve("lögs: #1");
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options =
            new Options()
                .setCreateIfMissing(true)
                .setMergeOperator(operator.handle())
                .setWalDir(logs.toString());
        RocksDB db = RocksDB.open(options, database(temp).toString());
        LwwStore store = LwwStore.attach(db, db.getDefaultColumnFamily(), operator)) {
      store.add(KEY, utf8("member"), 1);
      assertEquals(1, Objects.requireNonNull(store.pending(KEY)).operands().size());
    }
  }

  /** Copies what there is before a flush, and adds what it writes up to a part of the MANIFEST. */
  private Path killedInAFlush() throws IOException {
    Path live = temp.resolve("live");
    Path image = temp.resolve("image");
    Files.createDirectories(live);
    try (LwwStore store = builder(live).open()) {
      for (int i = 0; i < MEMBERS; i++) {
        store.add(KEY, utf8("member " + i), i);
      }
      Folders.copy(database(live), database(image));
      Folders.copy(logs(live), logs(image));
      store.flush();
      for (Path table : Folders.files(database(live), ".sst")) {
        Files.copy(table, database(image).resolve(table.getFileName()));
      }
      Path manifest = manifest(live);
      Path before = database(image).resolve(manifest.getFileName());
      int length = (int) Files.size(before) + PART_OF_A_RECORD;
      Files.write(before, Arrays.copyOf(Files.readAllBytes(manifest), length));
    }
    return image;
  }

  private static Path manifest(Path root) throws IOException {
    return Folders.files(database(root), "").stream()
        .filter(file -> String.valueOf(file.getFileName()).startsWith("MANIFEST"))
        .findFirst()
        .orElseThrow();
  }

  private static StoreBuilder builder(Path root) {
    return LwwStore.builder(database(root))
        .policy(Policy.forget())
        .dbOptions(options -> options.setWalDir(logs(root).toString()));
  }

  private static Path database(Path root) {
    return root.resolve("database");
  }

  private static Path logs(Path root) {
    return root.resolve("logs");
  }
}
