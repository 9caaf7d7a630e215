// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  private static final List<String> SUBCOMMANDS =
      List.of(
          "demo",
          "load",
          "select",
          "timeline",
          "contains",
          "export",
          "compact",
          "stats",
          "inspect",
          "verify",
          "diff",
          "sync",
          "tune",
          "bench");

  private static final Pattern SPACE = Pattern.compile(" ");

  @TempDir Path dir;

  @Test
  void noArguments_isWrongUsage() {
    refused("lastword: a subcommand is missing\nSee: lastword --help\n");
  }

  @Test
  void help_listsEverySubcommand() {
    Run run = Run.of("--help");
    assertEquals(0, run.status());
    assertEquals("", run.err());
    for (String name : SUBCOMMANDS) {
      assertTrue(run.out().contains("\n  " + name + " "), name);
    }
    assertTrue(run.out().contains("Example:\n  lastword demo\n"), run.out());
  }

  @ParameterizedTest
  @FieldSource("SUBCOMMANDS")
  void help_everySubcommand_showsAnExample(String name) {
    Run run = Run.of(name, "--help");
    assertEquals(0, run.status());
    assertEquals("", run.err());
    assertTrue(run.out().contains("Usage: lastword " + name), run.out());
    assertTrue(run.out().contains("Example:"), run.out());
    assertTrue(run.out().contains("  lastword " + name), run.out());
    assertFalse(run.out().contains("\033"), "colours where no terminal is");
    assertTrue(run.out().lines().allMatch(line -> line.length() <= 100), run.out());
    assertEquals(run, Run.of(name, "-h"));
  }

  @Test
  void bench_withoutTheLauncher_tellsHowToStartIt() {
    String said =
        "lastword bench: the benchmarks are not in this jar; ./lastword bench starts them\n";
    refused(said, "bench");
    refused(said, "bench", "smoke", "--out", "d");
  }

  @Test
  void version_isPrinted() {
    assertTrue(Run.of("--version").out().startsWith("lastword "));
  }

  @Test
  void mistypedWord_isSaidWhereHelpIsAskedForToo() {
    String selct = "lastword: unknown subcommand 'selct'; did you mean select?";
    startsWith(selct, "selct", "--help");
    startsWith(selct, "--debug", "selct", "-h");
    startsWith(selct, "--help", "selct");
    String adds = "lastword load: unknown option '--max-ads'; did you mean --max-adds?";
    startsWith(adds, "load", "--max-ads", "3", "--help");
  }

  @Test
  void unknownSubcommand_namesTheNearest() {
    refused(
        "lastword: unknown subcommand 'selct'; did you mean select?\nSee: lastword --help\n",
        "selct",
        "--db",
        "d",
        "k");
    startsWith("lastword: unknown subcommand 'xyzzy'; did you mean ", "xyzzy");
    startsWith("lastword: unknown subcommand 'xyzzy'; did you mean ", "help", "xyzzy");
    refused(
        "lastword: unknown option '--hepl'; did you mean --help?\nSee: lastword --help\n",
        "--hepl");
  }

  @Test
  void unknownOption_namesTheNearest() {
    refused(
        """
        lastword load: unknown option '--max-ads=3'; did you mean --max-adds?
        See: lastword load --help
        """,
        "load",
        "--db",
        "d",
        "--max-ads=3",
        "f");
    refused(
        """
        lastword select: unknown option '--limits'; did you mean --limit? (a key or member that begins with - goes behind a lone --)
        See: lastword select --help
        """,
        "select",
        "--db",
        "d",
        "k",
        "--limits",
        "3");
    refused(
        "lastword select: unknown option '-zebra'; did you mean --db? (a key or member that"
            + " begins with - goes behind a lone --)\n"
            + "See: lastword select --help\n",
        "select",
        "--db",
        "d",
        "-zebra");
  }

  @Test
  void unknownOption_ofACommandWithoutKey_saysNothingOfKeys() {
    refused(
        """
        lastword stats: unknown option '--max-adds'; did you mean --db?
        See: lastword stats --help
        """,
        "stats",
        "--db",
        "d",
        "--max-adds");
    startsWith(
        "lastword select: unknown option '--max-adds'; did you mean --",
        "select",
        "--db",
        "d",
        "k",
        "--max-adds",
        "3");
  }

  @Test
  void helpWord_isTheHelpOption() {
    assertEquals(Run.of("--help"), Run.of("help"));
    assertEquals(Run.of("load", "--help"), Run.of("help", "load"));
    assertEquals(0, Run.of("help", "load").status());
  }

  @Test
  void databaseIsAFile_saysSo() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "+\t1\tk\tm\n");
    String said = "lastword: " + file + ": is a file; a database is a folder\n";
    assertEquals(new Run(1, "", said), Run.of("stats", "--db", file));
    assertEquals(new Run(1, "", said), Run.of("compact", "--db", file));
    assertTrue(Run.of("load", "--db", file, file).err().contains(said));
  }

  @Test
  void machineError_isAFaultWithoutATrace() {
    assertEquals(
        "lastword: out of memory (Java heap space); give the JVM more with"
            + " LASTWORD_JAVA_OPTS=-Xmx2g\n",
        saidOf(new OutOfMemoryError("Java heap space")));
    assertEquals(
        "lastword: java.lang.StackOverflowError; this is a bug, --debug shows where\n",
        saidOf(new StackOverflowError()));
  }

  /** What a run says in which reading the input fails so. */
  private String saidOf(Error error) {
    InputStream in =
        new InputStream() {
          @Override
          public int read() {
            throw error;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            throw error;
          }
        };
    Run run = Run.run(in, new ByteArrayOutputStream(), "load", "--db", dir.resolve("db"), "-");
    assertEquals(1, run.status());
    return run.err();
  }

  @Test
  void missingPieces_areWrongUsage() {
    startsWith("lastword select: missing required option", "select", "k");
    startsWith("lastword select: missing required parameter", "select", "--db", "d");
    startsWith("lastword contains: missing required parameter", "contains", "--db", "d", "k");
    startsWith("lastword timeline: missing required parameter", "timeline", "--db", "d");
    startsWith("lastword load: missing required parameter", "load", "--db", "d");
    startsWith("lastword export: missing required option", "export");
    startsWith("lastword select: unexpected argument", "select", "--db", "d", "k", "l");
    startsWith(
        "lastword select: missing required parameter for option '--db'", "select", "k", "--db");
  }

  @Test
  void badValues_areWrongUsage() {
    value("must be a whole number from 0 to 9223372036854775807 (given=-1)", "--limit=-1");
    value("must be a whole number from 0 to 9223372036854775807 (given=ten)", "--offset", "ten");
    value("must be stamp:member, as a listing shows them (given=17)", "--after", "17");
    value("stamp must be a whole number", "--until", "x:17");
    value("member holds \\q, which is no escape", "--until", "17:\\q");
    value("must be text or json (given=xml)", "--format", "xml");
    value("a path cannot be empty", "--db=");
    startsWith(
        "lastword load: invalid value for option '--on-overflow'",
        "load",
        "--db",
        "d",
        "--on-overflow",
        "drop",
        "f");
  }

  @Test
  void badKeysAndMembers_areWrongUsage() {
    for (String bad : new String[] {"", "\\", "\\x4", "k\ufffd", "k".repeat(65_537)}) {
      startsWith("lastword select: invalid value", "select", "--db", "d", bad);
      startsWith("lastword contains: invalid value", "contains", "--db", "d", "k", bad);
      startsWith("lastword timeline: invalid value", "timeline", "--db", "d", "k", bad);
      startsWith("lastword inspect: invalid value", "inspect", "--db", "d", bad);
    }
  }

  @Test
  void keyWithAt_isNoFileOfArguments() throws Exception {
    Path file = Files.writeString(dir.resolve("args"), "--help");
    Run run = Run.of("select", "--db", dir.resolve("none"), "@" + file);
    assertEquals(1, run.status(), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select k",
        "timeline k",
        "contains k m",
        "export",
        "stats",
        "verify",
        "inspect k",
        "compact"
      })
  void databaseMissing_isAFaultAndNothingIsCreated(String command) {
    Path none = dir.resolve("none");
    Run run = Run.of(words(command, none));
    assertEquals(1, run.status());
    assertEquals("", run.out());
    String said =
        "lastword: %s: does not exist; `lastword load --db %s FILE` creates one\n"
            .formatted(none, none);
    assertEquals(said, run.err());
    assertFalse(Files.exists(none));
    assertTrue(Run.of(words(command, dir)).err().contains("holds no database"));
  }

  private static Object[] words(String command, Path db) {
    List<Object> words = new ArrayList<>(List.of(SPACE.split(command, -1)));
    words.addAll(List.of("--db", db));
    return words.toArray();
  }

  private static void value(String message, String... options) {
    Object[] args = new Object[options.length + 4];
    args[0] = "select";
    args[1] = "k";
    args[2] = "--db";
    args[3] = "d";
    System.arraycopy(options, 0, args, options[0].startsWith("--db") ? 2 : 4, options.length);
    Run run = Run.of(options[0].startsWith("--db") ? Arrays.copyOf(args, 3) : args);
    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  private static void startsWith(String message, Object... args) {
    Run run = Run.of(args);
    assertEquals(2, run.status(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith(message), run.err());
  }

  private static void refused(String message, Object... args) {
    assertEquals(new Run(2, "", message), Run.of(args));
  }
}
