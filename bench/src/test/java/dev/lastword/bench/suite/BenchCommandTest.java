// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void help_anywhere_isShown() {
    for (String[] words : new String[][] {{"--help"}, {"-h"}, {"smoke", "--help"}}) {
      out.reset();
      assertEquals(0, run(words));
      assertTrue(out.toString(UTF_8).contains("Usage: lastword bench"), out.toString(UTF_8));
      assertTrue(out.toString(UTF_8).lines().allMatch(line -> line.length() <= 100));
    }
  }

  @Test
  void noWords_isWrongUsage() {
    assertEquals(2, run());
    assertTrue(err.toString(UTF_8).contains("Usage: lastword bench"));
  }

  @Test
  void badWords_areWrongUsage() {
    refused("--out needs a folder", "smoke", "--out");
    refused("-rff cannot be combined with a suite", "smoke", "-rff", "file");
    refused("no benchmark is called [Nonsense]", "full", "Nonsense");
    refused("report takes no Merge", "report", "Merge");
  }

  @Test
  void report_noResults_saysSo(@TempDir Path folder) {
    assertEquals(1, run("report", "--out", folder.toString()));
    assertEquals("lastword bench: no results in " + folder + "\n", err.toString(UTF_8));
  }

  @Test
  void words_inAnyOrder_areRead() {
    Words words = Words.of(List.of("-f", "2", "--out", "a", "Merge", "--update"));
    assertEquals(new Words(Path.of("a"), true, List.of("-f", "2", "Merge")), words);
    assertEquals(Path.of("b"), Words.of(List.of("--out=b")).out());
  }

  private void refused(String message, String... words) {
    err.reset();
    assertEquals(2, run(words), message);
    assertEquals(
        "lastword bench: " + message + "\nSee: lastword bench --help\n", err.toString(UTF_8));
  }

  private int run(String... words) {
    return BenchCommand.run(
        words, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
