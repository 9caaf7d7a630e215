// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** Commands whose output nobody reads any more, or finds no room. */
class ReaderGoneTest {
  /** So many that their names fill the output's buffer while the work is being done. */
  private static final int SETS = 3_000;

  private static final String FULL =
      "lastword: cannot write to standard output: No space left on device\n";

  @TempDir Path dir;

  @Test
  void sync_readerIsGone_joinsEverySet() {
    Path one = database("one", manySets());
    Path other = database("other", "+\t1\tb\tx\n");
    Run sync = Run.withoutReader("sync", "--db", one, "--with", other);
    assertEquals(0, sync.status());
    assertTrue(sync.err().startsWith("3,001 sets joined: 1 taken into "), sync.err());
    assertEquals("", Run.of("diff", "--db", one, "--with", other).out());
  }

  @Test
  void sync_outputDiskIsFull_joinsEverySetAndFails() {
    Path one = database("one", manySets());
    Path other = database("other", "+\t1\tb\tx\n");
    Run sync = Run.withFullDisk("sync", "--db", one, "--with", other);
    assertEquals(1, sync.status());
    assertTrue(sync.err().startsWith("3,001 sets joined: 1 taken into "), sync.err());
    assertTrue(sync.err().endsWith(FULL), sync.err());
    assertEquals("", Run.of("diff", "--db", one, "--with", other).out());
  }

  @Test
  void verify_outputDiskIsFull_saysWhatItFound() throws RocksDBException {
    Path db = database("db", "+\t1\tb\tx\n");
    NoRecord.put(db, "a");
    Run verify = Run.withFullDisk("verify", "--db", db);
    assertEquals(1, verify.status());
    assertTrue(verify.err().startsWith("1 set read: 1 damaged, "), verify.err());
    assertTrue(verify.err().endsWith(FULL), verify.err());
  }

  @Test
  void tune_outputDiskIsFull_writesItsFilesAndFails() throws IOException {
    Path csv = dir.resolve("out.csv");
    Run tune = Run.withFullDisk("tune", "--synthetic", "ops=10", "--csv", csv);
    assertEquals(1, tune.status());
    assertTrue(tune.err().endsWith(FULL), tune.err());
    assertTrue(Files.readString(csv).startsWith("row,"));
  }

  /** Java's message is the C library's, in the user's language. */
  @Test
  void outputFailure_asTheSystemCallsABrokenPipe_isAReaderThatIsGone() {
    String message = BrokenPipe.text();
    assertTrue(new OutputFailure(new IOException(message)).readerIsGone(), message);
    assertFalse(new OutputFailure(new IOException("No space left on device")).readerIsGone());
  }

  /** Such a log could not be loaded again, not even the rest of it. */
  @Test
  void export_keyThatNoSetMayHave_isLeftOutAndNamed() throws RocksDBException {
    Path db = database("db", "+\t1\tb\tx\n");
    NoRecord.putUnderNoKey(db);
    Run export = Run.of("export", "--db", db);
    assertEquals(1, export.status());
    assertEquals("+\t1\tb\tx\n", export.out());
    assertTrue(export.err().contains("left out: key is empty; it needs 1 to "), export.err());
  }

  @Test
  void export_outputDiskIsFull_fails() {
    Path db = database("db", "+\t1\tb\tx\n");
    assertEquals(new Run(1, "", FULL), Run.withFullDisk("export", "--db", db));
  }

  @Test
  void sync_readerIsGone_keepsItsStatus() throws RocksDBException {
    Path one = database("one", "+\t1\ta\tx\n");
    Path other = database("other", "+\t1\tb\tx\n");
    NoRecord.put(other, "a");
    Run sync = Run.withoutReader("sync", "--db", one, "--with", other);
    assertEquals(1, sync.status());
    assertTrue(sync.err().contains("values that are no records: 1"), sync.err());
  }

  @Test
  void verify_readerIsGone_keepsItsStatus() throws RocksDBException {
    Path db = database("db", "+\t1\tb\tx\n");
    NoRecord.put(db, "a");
    Run verify = Run.withoutReader("verify", "--db", db);
    assertEquals(1, verify.status());
    assertTrue(verify.err().startsWith("1 set read: 1 damaged, "), verify.err());
  }

  @Test
  void export_readerIsGone_endsQuietly() {
    Path db = database("db", "+\t1\tb\tx\n");
    assertEquals(new Run(0, "", ""), Run.withoutReader("export", "--db", db));
  }

  private Path database(String name, String log) {
    Path db = dir.resolve(name);
    assertEquals(0, Run.withInput(log, "load", "--db", db, "-").status());
    return db;
  }

  /** Puts bytes under the key {@code a} that are no record. */
  private static String manySets() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < SETS; i++) {
      log.append("+\t1\ta-key-that-is-not-all-that-short-").append(i).append("\tx\n");
    }
    return log.toString();
  }
}
