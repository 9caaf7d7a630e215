// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs docs/command.md: its examples print what stands below them. */
class DocumentedExamplesTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+) ?(\\S*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("^\\$ lastword (.*)\n((?:(?!\\$ ).*\n)*)", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile(" ");
  private static final Pattern ANYTHING = Pattern.compile("...", Pattern.LITERAL);

  @TempDir Path dir;

  @Test
  void examples_ofThePage_printWhatItShows() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(page()));
    List<String> run = new ArrayList<>();
    while (block.find()) {
      String text = block.group(3);
      if (block.group(1).equals("tsv")) {
        Files.writeString(dir.resolve(block.group(2)), text);
        continue;
      }
      Matcher command = COMMAND.matcher(text);
      while (command.find()) {
        check(command.group(1), command.group(2));
        run.add(WORD.split(command.group(1), 2)[0]);
      }
    }
    List<String> documented =
        List.of(
            "load",
            "select",
            "timeline",
            "contains",
            "export",
            "compact",
            "stats",
            "inspect",
            "diff",
            "sync",
            "tune");
    assertTrue(run.containsAll(documented), run.toString());
  }

  private void check(String command, String expected) {
    Object[] words =
        Stream.of(WORD.split(command, -1))
            .map(word -> word.replace("'", ""))
            .map(word -> word.startsWith("feed.") ? dir.resolve(word) : word)
            .toArray();
    Run run = Run.of(words);
    String printed = run.out() + run.err();
    assertEquals(0, run.status(), printed);
    String pattern =
        Stream.of(ANYTHING.split(expected, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    if (!printed.matches(pattern)) {
      assertEquals(expected, printed, command);
    }
  }

  private static Path page() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("docs/command.md"))) {
      at = at.getParent();
    }
    assertTrue(at != null, "docs/command.md is in no parent folder");
    return at.resolve("docs/command.md");
  }
}
