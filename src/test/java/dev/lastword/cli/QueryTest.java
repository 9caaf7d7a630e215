// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTest {
  private static final String LOG =
      """
      +\t10\tann\tone
      +\t20\tann\ttwo
      +\t20\tann\ttwo:b
      +\t30\tann\tthree
      +\t40\tann\tgone
      -\t50\tann\tgone
      +\t20\tbob\ttwo
      +\t35\tbob\t\\x00\\t\\xff"\\\\é
      +\t-5\tzed\told
      !\t0\tzed2
      """;

  @TempDir Path dir;
  private Path db;

  @BeforeEach
  void load() {
    db = dir.resolve("db");
    Run run = Run.withInput(LOG, "load", "--db", db, "-");
    assertEquals(0, run.status(), run.err());
  }

  @Test
  void select_wholeSet_isNewestFirst() {
    printed("30\tthree\n20\ttwo:b\n20\ttwo\n10\tone\n", "select", "ann");
    printed("", "select", "nobody");
    printed("-5\told\n", "select", "zed");
  }

  @Test
  void select_offsetAndLimit_takeAPart() {
    printed("20\ttwo:b\n20\ttwo\n", "select", "ann", "--offset", "1", "--limit", "2");
    printed("", "select", "ann", "--limit", "0");
    printed("", "select", "ann", "--offset", "4");
    printed("10\tone\n", "select", "ann", "--offset=3", "--limit=9223372036854775807");
    printed("", "select", "ann", "--offset=9223372036854775807");
  }

  @Test
  void select_cursors_areExclusive() {
    printed("20\ttwo\n10\tone\n", "select", "ann", "--after", "20:two:b");
    printed("30\tthree\n", "select", "ann", "--until", "20:two:b");
    printed("20\ttwo:b\n", "select", "ann", "--after", "30:three", "--until", "20:two");
    printed("20\ttwo\n", "select", "ann", "--after", "30:", "--offset", "1", "--limit", "1");
    printed("", "select", "ann", "--after", "10:one");
    printed("", "select", "zed", "--after", "-5:old");
    printed("-5\told\n", "select", "zed", "--until", "-6:x", "--after=-4:");
    printed("20\ttwo\n", "select", "bob", "--after", "35:\\x00\\t\\xff\"\\\\é");
  }

  @Test
  void select_everyEntryAsCursor_continuesBehindIt() {
    List<String> lines = answer("select", "ann").lines();
    for (int i = 0; i < lines.size(); i++) {
      Run rest = answer("select", "ann", "--after", lines.get(i).replaceFirst("\t", ":"));
      assertEquals(lines.size() - i - 1, rest.lines().size());
    }
  }

  @Test
  void select_bytesOfAnyKind_areEscaped() {
    printed("35\t\\x00\\t\\xff\"\\\\é\n20\ttwo\n", "select", "bob");
    printed(
        """
        {"stamp":35,"member":"\\\\x00\\\\t\\\\xff\\"\\\\\\\\é"}
        {"stamp":20,"member":"two"}
        """,
        "select",
        "bob",
        "--format",
        "json");
    printed("20\ttwo\n", "select", "\\x62o\\x62", "--offset", "1");
  }

  @Test
  void timeline_severalSets_areOneList() {
    printed(
        """
        35\tbob\t\\x00\\t\\xff"\\\\é
        30\tann\tthree
        20\tann\ttwo:b
        20\tann\ttwo
        20\tbob\ttwo
        10\tann\tone
        -5\tzed\told
        """,
        "timeline",
        "zed",
        "bob",
        "ann",
        "nobody");
    printed("30\tann\tthree\n", "timeline", "bob", "ann", "--after", "35:", "--limit", "1");
    printed("10\tann\tone\n", "timeline", "ann", "bob", "--after", "20:two");
    printed(
        "{\"stamp\":30,\"key\":\"ann\",\"member\":\"three\"}\n",
        "timeline",
        "ann",
        "--limit",
        "1",
        "--format",
        "json");
  }

  @Test
  void contains_eachState_hasItsSign() {
    printed("+ 20\n", "contains", "ann", "two");
    printed("- 50\n", "contains", "ann", "gone");
    printed("?\n", "contains", "ann", "never");
    printed("?\n", "contains", "nobody", "two");
    printed("+ 35\n", "contains", "bob", "\\x00\\x09\\xFF\"\\\\é");
    printed("+ -5\n", "contains", "zed", "old");
    printed("{\"state\":\"present\",\"stamp\":20}\n", "contains", "ann", "two", "--format=json");
    printed("{\"state\":\"deleted\",\"stamp\":50}\n", "contains", "ann", "gone", "--format=json");
    printed("{\"state\":\"unknown\"}\n", "contains", "ann", "never", "--format=json");
  }

  @Test
  void export_visibleMembers_areALogByKey() {
    printed(
        """
        +\t30\tann\tthree
        +\t20\tann\ttwo:b
        +\t20\tann\ttwo
        +\t10\tann\tone
        +\t35\tbob\t\\x00\\t\\xff"\\\\é
        +\t20\tbob\ttwo
        +\t-5\tzed\told
        """,
        "export");
  }

  @Test
  void exportState_everythingRemembered_isALog() {
    printed(
        """
        +\t40\tann\tgone
        +\t30\tann\tthree
        +\t20\tann\ttwo:b
        +\t20\tann\ttwo
        +\t10\tann\tone
        -\t50\tann\tgone
        +\t35\tbob\t\\x00\\t\\xff"\\\\é
        +\t20\tbob\ttwo
        +\t-5\tzed\told
        !\t0\tzed2
        """,
        "export",
        "--state");
    assertTrue(
        answer("export", "--state", "--format", "json")
            .out()
            .endsWith("{\"op\":\"!\",\"stamp\":0,\"key\":\"zed2\"}\n"));
  }

  @Test
  void reads_beforeAndAfterCompaction_areTheSame() {
    String before = answer("export", "--state").out();
    Run compact = answer("compact");
    assertEquals("", compact.out());
    assertTrue(compact.err().startsWith("compacted 4 sets in "), compact.err());
    assertEquals(before, answer("export", "--state").out());
  }

  @Test
  void keyBeginningWithDash_goesBehindTwo() {
    Run.withInput("+\t1\t-k\t--m\n", "load", "--db", db, "-");
    assertEquals("1\t--m\n", Run.of("select", "--db", db, "--", "-k").out());
    assertEquals("+ 1\n", Run.of("contains", "--db", db, "--", "-k", "--m").out());
  }

  private void printed(String expected, Object... args) {
    assertEquals(new Run(0, expected, ""), answer(args));
  }

  private Run answer(Object... args) {
    Object[] words = new Object[args.length + 2];
    words[0] = args[0];
    words[1] = "--db";
    words[2] = db;
    System.arraycopy(args, 1, words, 3, args.length - 1);
    return Run.of(words);
  }
}
