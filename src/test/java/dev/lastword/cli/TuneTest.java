// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastword.LwwStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTest {
  private static final String LOG =
      "+\t5\tk\tx\n-\t10\tk\tx\n-\t11\tk\ty\n-\t12\tk\tz\n+\t7\tk\tx\n";
  private static final Pattern COMMA = Pattern.compile(",");

  @TempDir Path dir;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = Files.writeString(dir.resolve("log.tsv"), LOG);
  }

  @Test
  void tune_databaseWithADamagedRecord_measuresTheOthers() throws Exception {
    Path db = dir.resolve("db");
    assertEquals(0, Run.of("load", "--db", db, log).status());
    for (String grid : new String[] {"--all", "--max-adds=1"}) {
      Run whole = Run.of("tune", "--db", db, grid);
      assertEquals(0, whole.status(), whole.err());
      try (LwwStore store = LwwStore.open(db)) {
        byte[] key = "a\tb".getBytes(UTF_8);
        store.rocksdb().put(store.columnFamily(), key, "no record".getBytes(UTF_8));
      }
      Run run = Run.of("tune", "--db", db, grid);
      assertEquals(1, run.status(), run.err());
      assertTrue(run.err().startsWith("warning: a\\tb: left out: "), run.err());
      assertEquals(whole.out(), run.out());
      try (LwwStore store = LwwStore.open(db)) {
        store.rocksdb().delete(store.columnFamily(), "a\tb".getBytes(UTF_8));
      }
    }
  }

  @Test
  void tune_aResurrection_isInTheCsvOnce() throws IOException {
    Path csv = dir.resolve("out.csv");
    done("tune", "--operands", 1, "--max-deletes", 2, "--csv", csv, log);
    List<String> lines = Files.readAllLines(csv);
    List<String> names = List.of(COMMA.split(lines.getFirst(), -1));
    for (String line : lines) {
      assertEquals(names.size(), COMMA.split(line, -1).length, line);
    }
    assertEquals(5, lines.size(), "header, two bounds, two candidates");
    for (String line : lines.subList(3, 5)) {
      String[] fields = COMMA.split(line, -1);
      boolean keep = fields[names.indexOf("overflow")].equals("keep");
      assertEquals(keep ? "1" : "0", fields[names.indexOf("comebacks")], line);
      assertEquals("2", fields[names.indexOf("max_deletes")], line);
    }
  }

  @Test
  void tune_oneFileForTwoResults_isRefusedBeforeTheRun() {
    Path file = dir.resolve("out");
    Path again = dir.resolve("./out");
    Run run = Run.of("tune", "--csv", file, "--json", again, log);
    String refusal = again + ": is named for two results; give each a file of its own\n";
    assertEquals(new Run(1, "", "lastword: " + refusal), run);
    Path nowhere = Path.of("/dev/null");
    assertEquals(0, Run.of("tune", "--csv", nowhere, "--json", nowhere, log).status());
  }

  @Test
  void tune_moreThreadsThanThereIsWorkFor_areNotTold() {
    String err = done("tune", "--threads", 1_000, log).err();
    assertTrue(err.contains(" with 1 thread: "), err);
  }

  @Test
  void tune_fileOnAFullDisk_isNamed() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full.getParent()), "skipped: only root may replace " + full);
    for (String output : new String[] {"--csv", "--json", "--report"}) {
      Run run = Run.of("tune", output, full, log);
      assertEquals(1, run.status());
      assertTrue(run.err().endsWith("lastword: /dev/full: No space left on device\n"), run.err());
    }
  }

  @Test
  void tune_everyOutput_isWritten() throws IOException {
    Path json = dir.resolve("out.json");
    Path page = dir.resolve("out.html");
    Path charts = dir.resolve("charts");
    Run run =
        done("tune", "--json", json, "--report", page, "--charts", charts, "--format", "json", log);
    assertTrue(run.out().startsWith("{\"input\":{\"kind\":\"log\""), run.out());
    assertEquals(Files.readString(json), run.out());
    assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    assertTrue(Files.exists(charts.resolve("frontier.svg")));
  }

  @Test
  void tune_chartsCannotBeWritten_isSaidBeforeTheRun() throws IOException {
    Files.writeString(log, LOG + "nonsense\n");
    for (Path charts : new Path[] {log, log.resolve("a").resolve("b")}) {
      String said = "lastword: " + log + ": is no folder; name another one\n";
      assertEquals(new Run(1, "", said), Run.of("tune", "--charts", charts, log));
    }
  }

  @Test
  void tune_fileCannotBeWrittenAfterAll_isPrintedAllTheSame() throws IOException {
    // A chart's place is taken, which only writing it shows.
    Path charts = dir.resolve("charts");
    Files.createDirectories(charts.resolve("frontier.svg").resolve("full"));
    Run run = Run.of("tune", "--charts", charts, log);
    assertEquals(1, run.status());
    assertTrue(run.out().contains("5 operations on 1 set"), run.out());
    assertTrue(run.err().contains("frontier.svg"), run.err());
  }

  @Test
  void tune_fileNotWrittenWhole_staysWhatItWas() throws IOException {
    for (String output : new String[] {"csv", "json"}) {
      Path file = dir.resolve("out." + output);
      Files.writeString(file, "of the run before");
      Files.createDirectories(dir.resolve(file.getFileName() + ".unfinished").resolve("full"));
      assertEquals(1, Run.of("tune", "--" + output, file, log).status());
      assertEquals("of the run before", Files.readString(file));
    }
  }

  @Test
  void tune_oneFileCannotBeWritten_theOthersAre() throws IOException {
    Path csv = dir.resolve("out.csv");
    Path page = dir.resolve("out.html");
    Files.createDirectories(dir.resolve("out.csv.unfinished").resolve("full"));
    Run run = Run.of("tune", "--csv", csv, "--report", page, log);
    assertEquals(1, run.status());
    assertTrue(run.err().contains("out.csv"), run.err());
    assertTrue(Files.exists(page));
  }

  @Test
  void tune_readerIsGone_writesItsFiles() throws IOException {
    Path csv = dir.resolve("out.csv");
    Run run = Run.withoutReader("tune", "--csv", csv, log);
    assertEquals(0, run.status(), run.err());
    assertTrue(Files.readString(csv).startsWith("row,overflow,"), Files.readString(csv));
    assertTrue(run.err().startsWith("5 operations for each of "), run.err());
  }

  @Test
  void tune_overflowModeAlone_choosesTheGridOfThatMode() {
    String both = done("tune", "--all", log).out();
    String keep = done("tune", "--all", "--on-overflow", "keep", log).out();
    assertTrue(both.contains("--on-overflow forget") && both.contains("--max-adds"), both);
    assertTrue(keep.contains("--on-overflow keep") && keep.contains("--max-adds"), keep);
    assertFalse(keep.contains("--on-overflow forget"), keep);
  }

  @Test
  void tune_standardInput_isRead() {
    Run run = Run.withInput(LOG, "tune", "--on-overflow", "forget", "-");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("-: 5 operations on 1 set: 2 adds, 3 deletes"), run.out());
  }

  @Test
  void tune_synthetic_dependsOnItsSeed() {
    String one = synthetic("ops=2000,sets=9,seed=1");
    assertEquals(one, synthetic("ops=2000,sets=9,seed=1"));
    assertTrue(!one.equals(synthetic("ops=2000,sets=9,seed=2")), one);
  }

  @Test
  void tune_database_tellsSizesOnly() {
    Path db = dir.resolve("db");
    done("load", "--db", db, log);
    Run run = done("tune", "--db", db, "--max-deletes", "1,2");
    assertTrue(run.out().contains("A database knows no order of arrival"), run.out());
  }

  @Test
  void tune_noneMeetsTheTargets_saysWhatBinds() {
    Run run = done("tune", "--bytes", "1", "--max-adds", "1", log);
    assertTrue(run.out().contains("The binding target is the budget in total"), run.out());
  }

  @Test
  void tune_malformedLine_endsTheRunOrIsSkipped() throws IOException {
    Files.writeString(log, LOG + "nonsense\n");
    Run run = Run.of("tune", log);
    assertEquals(1, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().contains(log + ":6: op must be"), run.err());
    Run skipping = done("tune", "--skip-bad", log);
    assertTrue(skipping.err().contains("1 malformed line skipped"), skipping.err());
  }

  @Test
  void tune_wrongUsage_isRefused() {
    refused("operations are missing", "tune");
    refused("exclude one another", "tune", "--synthetic", "default", log);
    refused("standard input can be read only once", "tune", "-", "-");
    refused("must be numbers, none, FROM..TO*FACTOR", "tune", "--max-adds", "1,x", log);
    refused("a range must go up", "tune", "--max-adds", "9..1+1", log);
    refused("must be a share from 0% to 100%", "tune", "--exact", "101%", log);
    refused("must be a number of bytes", "tune", "--bytes", "1PB", log);
    refused("must be a whole number from 1 to", "tune", "--page", "0", log);
    refused("must be name=value pairs", "tune", "--synthetic", "size=3");
    refused("deletes is 2.0; it must be from 0 to 1", "tune", "--synthetic", "deletes=2");
    refused("delay must be fixed:N", "tune", "--synthetic", "delay=soon:3");
  }

  @Test
  void tune_tooManyPolicies_isRefusedBeforeWorkBegins() {
    Run most = Run.of("tune", "--max-adds", "1..100+1", "--max-deletes", "1..50+1", "none");
    assertEquals(new Run(1, "", "lastword: none: no such file or directory\n"), most);
    refused(
        "the lists make 10,200 policies; the limit is 10,000: shorten a list, or widen its steps",
        "tune",
        "--max-adds",
        "1..100+1",
        "--max-deletes",
        "1..51+1",
        "none");
    String wide = "1..10000+1";
    refused(
        "the lists make 2,000,000,000,000 policies",
        "tune",
        "--max-adds",
        wide,
        "--max-deletes",
        wide,
        "--window",
        wide,
        "none");
  }

  @Test
  void thresholds_ranges_areSpeltOut() {
    assertEquals(List.of(1L, 2L, 4L), numbers("1..7*2"));
    assertEquals(List.of(100L, 300L, 500L, 7L), numbers("100..500+200,7"));
    assertEquals(List.of(OptionalLong.empty()), Thresholds.parse("none").values());
  }

  @Test
  void sizesAndShares_areRead() {
    assertEquals(1_500_000_000L, ByteSize.parse("1.5GB").value());
    assertEquals(64_000, ByteSize.parse("64k").value());
    assertEquals(0.999, Share.parse("99.9%").value());
  }

  private static List<Long> numbers(String text) {
    return Thresholds.parse(text).values().stream().map(OptionalLong::orElseThrow).toList();
  }

  private static String synthetic(String spec) {
    String json = done("tune", "--synthetic", spec, "--format", "json").out();
    return json.replaceAll("\"(nanos|elapsedNanos)\":\\d+", "");
  }

  private static Run done(Object... args) {
    Run run = Run.of(args);
    assertEquals(0, run.status(), run.err());
    return run;
  }

  private static void refused(String message, Object... args) {
    Run run = Run.of(args);
    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }
}
