// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class LoadTest {
  private static final String GOOD = "+\t1\tk\ta\n+\t2\tk\tb\n-\t3\tk\ta\n";
  private static final Pattern SUMMARY =
      Pattern.compile(
          "loaded [0-9,]+ operations? into [0-9,]+ sets? in [0-9.]+ s \\([0-9,]+"
              + " operations/s\\)\n");

  @TempDir Path dir;
  private Path db;

  @BeforeEach
  void nameDatabase() {
    db = dir.resolve("db");
  }

  @Test
  void load_copyOfStandardInputFails_isToldWhere() {
    InputStream in =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public int read(byte[] to, int from, int length) throws IOException {
            return read();
          }
        };
    Run run = Run.run(in, OutputStream.nullOutputStream(), "load", "--db", dir.resolve("db"), "-");
    assertEquals(1, run.status());
    String folder = System.getProperty("java.io.tmpdir");
    assertEquals(
        "lastword: -: cannot be copied to " + folder + ": No space left on device\n", run.err());
  }

  @Test
  void load_fileThatMayNotBeRead_saysSo() throws IOException {
    Path secret = Files.writeString(dir.resolve("secret"), "+\t1\ta\tx\n");
    Files.setPosixFilePermissions(secret, Set.of());
    assumeFalse(Files.isReadable(secret), "skipped: this user may read everything");
    Run run = Run.of("load", "--db", dir.resolve("db"), secret);
    assertEquals(new Run(1, "", "lastword: " + secret + ": permission denied\n"), run);
  }

  @Test
  void load_goodLog_appliesItAndSaysSo() throws IOException {
    Run run = load(file("a.tsv", GOOD));
    assertEquals(0, run.status(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("loaded 3 operations into 1 set in "), run.err());
    assertTrue(SUMMARY.matcher(run.err()).matches(), run.err());
    assertEquals("+\t2\tk\tb\n", export());
  }

  @Test
  void load_lastLineWithoutNewline_isTakenAndEmptyFileIsNoFault() throws IOException {
    assertEquals(0, load(file("a.tsv", "+\t1\tk\ta\n+\t2\tk\tb")).status());
    assertEquals(0, load(file("empty.tsv", "")).status());
    assertEquals("+\t2\tk\tb\n+\t1\tk\ta\n", export());
  }

  /** Somebody else's, or one whose creation was cut short before it knew a policy. */
  @Test
  void load_intoAnEmptyDatabaseWithoutPolicy_isAsIntoANewOne() throws Exception {
    try (Options options = new Options().setCreateIfMissing(true);
        RocksDB foreign = RocksDB.open(options, db.toString())) {
      assertNotNull(foreign);
    }
    Run read = Run.of("export", "--db", db);
    assertEquals(1, read.status());
    assertTrue(read.err().contains("holds nothing, and remembers no policy"), read.err());
    Run run = load(file("a.tsv", GOOD));
    assertEquals(0, run.status(), run.err());
    assertEquals("+\t2\tk\tb\n", export());
  }

  @Test
  void load_everyOperation_works() throws IOException {
    load(file("a.tsv", "+\t1\tk\ta\n+\t5\tk\tb\n+\t5\tk\tc\n!\t5\tk\tb\n!\t9\tl\n+\t8\tl\tx\n"));
    assertEquals("+\t5\tk\tc\n", export());
    assertEquals("!\t5\tk\tb\n+\t5\tk\tc\n!\t9\tl\n", exportState());
  }

  @Test
  void load_malformedLine_namesItAndWritesNothing() throws IOException {
    Path bad = file("bad.tsv", GOOD + "oops\n" + GOOD);
    Run run = load(bad);
    assertEquals(1, run.status());
    assertEquals("", run.out());
    assertEquals(
        bad
            + ":4: op must be + (add), - (delete) or ! (forget), followed by a tab (op=oops)\n"
            + "lastword: nothing of "
            + bad
            + " was written; --skip-bad leaves malformed lines out\n",
        run.err());
    assertFalse(Files.exists(db), "no database before a sound log");
  }

  @Test
  void load_secondFileMalformed_keepsTheFirst() throws IOException {
    Path first = file("a.tsv", GOOD);
    Path bad = file("bad.tsv", "+\t9\tk\tz\n\n");
    Path third = file("c.tsv", "+\t9\tk\ty\n");
    Run run = load(first, bad, third);
    assertEquals(1, run.status());
    assertTrue(
        run.err().startsWith(bad + ":2: line is empty; an operation is expected\n"), run.err());
    assertTrue(run.err().contains(" was written, but of 1 file before it; "), run.err());
    assertEquals("+\t2\tk\tb\n", export());
  }

  @Test
  void load_skipBad_takesTheRestAndReportsEachLine() throws IOException {
    Path bad = file("bad.tsv", "x\n" + GOOD + "+\t1\tk\n" + "+".repeat(600_000) + "\n+\t4\tk\tc");
    Run run = load("--skip-bad", bad);
    assertEquals(0, run.status(), run.err());
    List<String> said = run.err().lines().toList();
    assertTrue(said.get(0).startsWith(bad + ":1: op must be"), run.err());
    assertTrue(said.get(0).endsWith(" (skipped)"), run.err());
    assertTrue(said.get(1).startsWith(bad + ":5: line has 3 fields"), run.err());
    assertTrue(said.get(2).startsWith(bad + ":6: line is longer than any operation"), run.err());
    assertTrue(said.get(3).startsWith("warning: " + bad + ":7: the last line has no"), run.err());
    assertTrue(said.get(4).startsWith("loaded 4 operations into 1 set in "), run.err());
    assertEquals("warning: 3 malformed lines skipped", said.get(5));
    assertEquals("+\t4\tk\tc\n+\t2\tk\tb\n", export());
  }

  @Test
  void load_gzip_isKnownByContent() throws IOException {
    ByteArrayOutputStream twoMembers = new ByteArrayOutputStream();
    twoMembers.write(GzipInputTest.gzip("+\t1\tk\ta\n+\t2\tk".getBytes(UTF_8)));
    twoMembers.write(GzipInputTest.gzip("\tb\n-\t3\tk\ta\n".getBytes(UTF_8)));
    Run run = load(Files.write(dir.resolve("a.tsv"), twoMembers.toByteArray()));
    assertEquals(0, run.status(), run.err());
    assertEquals("+\t2\tk\tb\n", export());
  }

  @Test
  void load_truncatedGzip_isAFaultAlsoWhenSkippingLines() throws IOException {
    byte[] packed = GzipInputTest.gzip(GOOD.repeat(2000).getBytes(UTF_8));
    byte[] cut = Arrays.copyOf(packed, packed.length - 9);
    Path file = Files.write(dir.resolve("cut.gz"), cut);
    for (String option : new String[] {"--skip-bad", "--debug"}) {
      Run run = load(option, file);
      assertEquals(1, run.status());
      assertTrue(
          Pattern.compile("^" + Pattern.quote(file.toString()) + ":[0-9]+: gzip data ends early\n")
              .matcher(run.err())
              .find(),
          run.err());
      assertFalse(run.err().contains("skip-bad"), run.err());
      assertFalse(Files.exists(db));
    }
  }

  @Test
  void load_standardInput_isReadPlainAndPacked() throws IOException {
    assertEquals(0, Run.withInput("+\t1\tk\ta\n", "load", "--db", db, "-").status());
    byte[] packed = GzipInputTest.gzip("+\t2\tk\tb\n".getBytes(UTF_8));
    assertEquals(0, Run.withInput(packed, "load", "--db", db, "-").status());
    assertEquals("+\t2\tk\tb\n+\t1\tk\ta\n", export());
  }

  @Test
  void load_malformedStandardInput_writesNothing() {
    Run run = Run.withInput(GOOD + "+\tx\tk\tm", "load", "--db", db, "-");
    assertEquals(1, run.status());
    assertTrue(run.err().startsWith("-:4: stamp must be a whole number"), run.err());
    assertFalse(Files.exists(db));
    assertEquals(2, Run.withInput("", "load", "--db", db, "-", "-").status());
  }

  @Test
  void load_carriageReturns_areKeptAndPointedOut() throws IOException {
    Path dos = file("dos.tsv", "+\t1\tk\ta\n+\t2\tk\tb\r\n+\t3\tk\tc\r\n");
    Run run = load(dos);
    assertEquals(0, run.status());
    assertTrue(
        run.err()
            .startsWith(
                "warning: "
                    + dos
                    + ": carriage returns at the end of 2 operations are now a part of the member"
                    + " (first at line 2); `sed 's/\\r$//'` takes them off\n"),
        run.err());
    assertEquals("+\t3\tk\tc\\r\n+\t2\tk\tb\\r\n+\t1\tk\ta\n", export());
  }

  @Test
  void load_lastLineWithoutNewline_countsAndIsPointedOut() throws IOException {
    Path log = file("open.tsv", "+\t1\tk\ta\n+\t2\tk\tb");
    Run run = load(log);
    assertEquals(0, run.status());
    assertTrue(
        run.err()
            .startsWith(
                "warning: "
                    + log
                    + ":2: the last line has no newline at its end; was it still being written?\n"),
        run.err());
    assertEquals("+\t2\tk\tb\n+\t1\tk\ta\n", export());
    assertFalse(load(file("closed.tsv", "+\t1\tk\ta\n")).err().contains("newline"));
  }

  @Test
  void load_filesThatAreNone_areFaultsBeforeAnythingIsWritten() throws IOException {
    Path good = file("a.tsv", GOOD);
    Path missing = dir.resolve("missing.tsv");
    Run run = load(good, missing);
    assertEquals(new Run(1, "", "lastword: " + missing + ": no such file or directory\n"), run);
    assertFalse(Files.exists(db));
    assertEquals(
        new Run(1, "", "lastword: " + dir + ": is a directory; an operation log is a file\n"),
        load(dir));
    assertEquals(
        new Run(1, "", "lastword: " + good + ": is a file; a database is a folder\n"),
        Run.of("load", "--db", good, good));
  }

  @Test
  void load_manyOperations_areAllApplied() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      log.append("+\t").append(i).append("\tk").append(i % 3).append("\tm").append(i).append('\n');
    }
    Run run = load(file("many.tsv", log.toString()));
    assertTrue(run.err().startsWith("loaded 10,000 operations into 3 sets in "), run.err());
    assertEquals(10_000, export().lines().count());
  }

  @Test
  void load_policy_isRememberedAndItsChangeIsSaid() throws IOException {
    Path log = file("a.tsv", "+\t1\tk\ta\n+\t2\tk\tb\n+\t3\tk\tc\n");
    Run first = load("--max-adds", "2", log);
    assertTrue(SUMMARY.matcher(first.err()).matches(), first.err());
    assertEquals("+\t3\tk\tc\n+\t2\tk\tb\n", export());
    assertTrue(SUMMARY.matcher(load(log).err()).matches(), "the remembered one");
    assertTrue(SUMMARY.matcher(load("--max-adds=2", log).err()).matches(), "the same one");

    Run change = load("--max-deletes", "7", "--on-overflow", "keep", log);
    assertEquals(0, change.status());
    assertTrue(
        change
            .err()
            .startsWith(
                "policy changes from `--max-adds 2 --on-overflow forget` to `--max-deletes 7"
                    + " --on-overflow keep`; reads apply it from now on"),
        change.err());
    try (LwwStore store = LwwStore.openReadOnly(db)) {
      assertEquals(Policy.keep().maxDeletes(7), store.policy());
    }
  }

  @Test
  void load_everyPolicyOption_reachesTheDatabase() throws IOException {
    load(
        "--max-adds",
        "9",
        "--max-deletes=8",
        "--window",
        "7",
        "--on-overflow=forget",
        file("a.tsv", GOOD));
    try (LwwStore store = LwwStore.openReadOnly(db)) {
      assertEquals(Policy.forget().maxAdds(9).maxDeletes(8).window(7), store.policy());
    }
  }

  @Test
  void load_databaseInUse_isAFaultAndReadingIsNot() throws IOException {
    Path log = file("a.tsv", GOOD);
    try (LwwStore store = LwwStore.open(db, Policy.unbounded())) {
      store.add("k", "m", 1);
      Run run = load(log);
      assertEquals(1, run.status());
      String said =
          "lastword: %s: another process has the database open for writing; wait for its"
              + " end or stop it (reading works meanwhile)\n";
      assertEquals(said.formatted(db), run.err());
      assertEquals(said.formatted(db), Run.of("compact", "--db", db).err());
      assertEquals("+\t1\tk\tm\n", export());
    }
  }

  @Test
  void load_databaseInUse_doesNotSayThatThePolicyChanges() throws IOException {
    Path log = file("a.tsv", GOOD);
    try (LwwStore store = LwwStore.open(db, Policy.unbounded())) {
      Run run = load("--max-adds", 9, log);
      assertEquals(1, run.status());
      assertTrue(run.err().startsWith("lastword: " + db + ": another process"), run.err());
      assertEquals(Policy.unbounded(), store.policy());
    }
  }

  private Run load(Object... args) {
    Object[] words = new Object[args.length + 3];
    words[0] = "load";
    words[1] = "--db";
    words[2] = db;
    System.arraycopy(args, 0, words, 3, args.length);
    return Run.of(words);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private String export() {
    return Run.of("export", "--db", db).out();
  }

  private String exportState() {
    return Run.of("export", "--db", db, "--state").out();
  }
}
