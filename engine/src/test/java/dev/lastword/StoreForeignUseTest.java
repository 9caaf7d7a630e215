// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import dev.lastword.rocksdb.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.OptionsUtil;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WALRecoveryMode;

/** A store's database in the hands of programs that do not know it, or know it too. */
final class StoreForeignUseTest {
  static {
    RocksDB.loadLibrary();
  }

  @TempDir Path temp;

  @Test
  void open_whileAnotherProcessWrites_isRefusedForWritingOnly() throws Exception {
    Path dir = temp.resolve("db");
    ChildJvm.Running child = ChildJvm.in(temp).start(HoldingProgram.class, dir.toString());
    try {
      child.awaitLine("READY");
      StorageException refused =
          assertThrows(StorageException.class, () -> LwwStore.open(dir, Policy.forget()));
      assertTrue(String.valueOf(refused.getCause()).contains("LOCK"), refused::toString);
      try (LwwStore reader = LwwStore.openReadOnly(dir)) {
        assertEquals(1, reader.size("key"));
      }
    } finally {
      child.process().destroyForcibly().waitFor();
    }
    try (LwwStore store = LwwStore.open(dir)) {
      assertEquals(1, store.size("key"), "the lock goes with the process");
    }
  }

  @Test
  void stores_inTwoClassLoaders_keepApart() throws Exception {
    String one = temp.resolve("one").toString();
    String two = temp.resolve("two").toString();
    String output =
        ChildJvm.in(temp)
            .run(TwoLoadersStoreProgram.class, one, two, temp.resolve("both").toString())
            .assertStatus(0)
            .output();
    assertTrue(output.contains("first [a][b, a]"), output);
    assertTrue(output.contains("second [c][d, c]"), output);
    assertTrue(output.contains("second [e, d, c]"), output);
    assertTrue(output.contains("one database by both: not locked"), "docs tell so: " + output);
  }

  /** What loadLatestOptions gives has no operator, and the recovery mode that loses nothing. */
  @Test
  void loadLatestOptions_withoutTheOperator_refusesAndLosesNothing() throws RocksDBException {
    Path dir = pendingInTheLog();
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (ConfigOptions config = new ConfigOptions();
        DBOptions options = new DBOptions()) {
      OptionsUtil.loadLatestOptions(config, dir.toString(), options, families);
      assertEquals(WALRecoveryMode.TolerateCorruptedTailRecords, options.walRecoveryMode());
      assertThrows(
          RocksDBException.class, () -> RocksDB.open(options, dir.toString(), families, handles));
      families.forEach(family -> family.getOptions().close());
    }
    checkIntact(dir);
  }

  @Test
  void loadLatestOptions_withTheOperatorSet_isAttachedTo() throws RocksDBException {
    Path dir = pendingInTheLog();
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (ConfigOptions config = new ConfigOptions();
        DBOptions options = new DBOptions();
        LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget())) {
      OptionsUtil.loadLatestOptions(config, dir.toString(), options, families);
      families.getFirst().getOptions().setMergeOperator(operator.handle());
      try (RocksDB db = RocksDB.open(options, dir.toString(), families, handles);
          LwwStore store = LwwStore.attach(db, handles.getFirst(), operator)) {
        assertEquals(2, store.size("key"));
      }
      families.forEach(family -> family.getOptions().close());
    }
    checkIntact(dir);
  }

  /** RocksDB's doing, which no store can prevent; the next opening tells of it. */
  @Test
  void openForWriting_withoutTheOperatorInTheDefaultMode_losesTheLogAndIsNoticed()
      throws RocksDBException {
    Path dir = pendingInTheLog();
    try (Options options = new Options();
        RocksDB db = RocksDB.open(options, dir.toString())) {
      assertNull(db.get(utf8("later")), "the log from the first operand on is gone");
    }
    ForeignOperatorException noticed =
        assertThrows(ForeignOperatorException.class, () -> LwwStore.open(dir, Policy.forget()));
    assertNull(noticed.operatorName());
    StoreBuilder accepting =
        LwwStore.builder(dir).policy(Policy.forget()).acceptDataWithoutOperator(true);
    try (LwwStore store = accepting.open()) {
      assertEquals(1, store.size("base"), "table files are untouched");
      assertEquals(0, store.size("key"));
    }
  }

  /**
   * RocksDB's default mode takes the first operand in the log for its end. Operands in table files
   * are not tried: RocksDB 11.8 calls the operator that is not there, and ends the process.
   */
  @Test
  void openForReading_withoutTheOperator_missesTheLogAndLosesNothing() throws RocksDBException {
    Path dir = pendingInTheLog();
    try (Options options = new Options();
        RocksDB db = RocksDB.openReadOnly(options, dir.toString())) {
      assertFalse(db.get(utf8("base")).length == 0, "a plain value is a record");
      assertNull(db.get(utf8("key")));
      assertNull(db.get(utf8("later")));
    }
    checkIntact(dir);
  }

  /** The last opening is what a database remembers; opening it rightly once mends that. */
  @Test
  void open_afterAnotherOperatorHeldIt_isRefusedUntilOpenedWithOurs() throws RocksDBException {
    Path dir = temp.resolve("db");
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add("key", "a", 1);
      store.compact();
    }
    try (StringAppendOperator append = new StringAppendOperator();
        Options options = new Options().setMergeOperator(append)) {
      RocksDB.open(options, dir.toString()).close();
    }
    assertThrows(ForeignOperatorException.class, () -> LwwStore.open(dir));
    assertThrows(ForeignOperatorException.class, () -> LwwStore.openReadOnly(dir));
    try (LwwMergeOperator operator = LwwMergeOperator.create(Policy.forget());
        Options options = new Options().setMergeOperator(operator.handle())) {
      RocksDB.open(options, dir.toString()).close();
    }
    try (LwwStore store = LwwStore.open(dir)) {
      assertEquals(1, store.size("key"));
    }
  }

  @Test
  void open_ofALaterFormatsOperator_isRefusedByName() throws RocksDBException {
    String later = "lastword.v2.forget";
    ForeignOperatorException refused =
        assertThrows(
            ForeignOperatorException.class, () -> OperatorCheck.policyOf(later, "database"));
    assertEquals(later, refused.operatorName());
    assertTrue(refused.toString().contains("a newer Lastword"), refused::toString);
  }

  @Test
  void recordOfALaterVersion_isRefusedByNameAndKeptUnread() throws RocksDBException {
    byte[] later = {0x20, 1, 2, 3};
    byte[] key = utf8("key");
    String version = "a record of version 2";
    List<Finding> findings = new ArrayList<>();
    try (LwwStore store =
        LwwStore.builder(temp)
            .policy(Policy.forget())
            .onQuarantine((where, chunks, bytes) -> {})
            .open()) {
      String join =
          assertThrows(CorruptRecordException.class, () -> store.join(key, later)).reason();
      assertTrue(join.contains(version), join);
      String decode =
          assertThrows(CorruptRecordException.class, () -> SetState.decode(later)).reason();
      assertTrue(decode.contains(version), decode);
      store.rocksdb().put(store.columnFamily(), key, later);
      String read = assertThrows(CorruptRecordException.class, () -> store.size(key)).reason();
      assertTrue(read.contains(version), read);
      store.verify(findings::add, Progress.NONE);
      assertTrue(findings.getFirst().detail().contains(version), findings::toString);
      store.add(key, utf8("m"), 1);
      store.compact();
      assertEquals(1, store.size(key), "the merge sets it aside");
      SetState state = SetState.decode(java.util.Objects.requireNonNull(store.record(key)));
      assertEquals(List.of(0x20), List.of((int) state.quarantined().getFirst()[0]));
    }
  }

  private Path pendingInTheLog() {
    Path dir = temp.resolve("db");
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add("base", "a", 1);
      store.compact();
      store.add("key", "a", 1);
      store.add("key", "b", 2);
      store.add("later", "c", 3);
    }
    return dir;
  }

  private static void checkIntact(Path dir) {
    try (LwwStore store = LwwStore.open(dir)) {
      assertEquals(1, store.size("base"));
      assertEquals(2, store.size("key"));
      assertEquals(1, store.size("later"));
    }
  }
}
