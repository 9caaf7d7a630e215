// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.merge.Policy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The code on the README's first screen runs as it stands there and prints what its comments say.
 */
final class ReadmeTest {

  @TempDir Path directory;

  @Test
  void example_run_printsWhatItsCommentsSay() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    example(directory.resolve("feeds"), new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertEquals(
        """
        1700000200 photo-18
        1700000400 song-2
        1700000200 photo-18
        1700000150 song-1
        """,
        printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void example_inReadme_isTheCodeThatRuns() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String source =
        Files.readString(Path.of("src/test/java/dev/lastword/ReadmeTest.java"))
            .replace("path", "Path.of(\"feeds\")")
            .replace("out.println", "System.out.println");
    assertEquals(
        words(between(source, "// " + "begin", "// " + "end")),
        words(between(readme, "```java", "```")));
  }

  private static void example(Path path, PrintStream out) {
    // begin
    Policy policy = Policy.forget().maxAdds(1_000).maxDeletes(200);

    try (LwwStore store = LwwStore.open(path, policy)) {
      store.add("anna", "photo-17", 1_700_000_100); // key, member, stamp: a blind append
      store.add("anna", "photo-18", 1_700_000_200);
      store.delete("anna", "photo-17", 1_700_000_300);
      store.add("anna", "photo-17", 1_700_000_250); // late, older than its delete: stays deleted

      for (Entry entry : store.select("anna", 0, 50)) { // newest first
        out.println(entry.stamp() + " " + entry.memberText());
      }

      try (LwwBatch batch = store.batch()) { // atomic
        batch.add("bert", "song-1", 1_700_000_150);
        batch.add("bert", "song-2", 1_700_000_400);
        batch.write();
      }

      for (TimelineEntry entry : store.timelineOf(List.of("anna", "bert"), null, 50)) {
        out.println(entry.stamp() + " " + entry.memberText()); // song-2, photo-18, song-1
      }
    }
    // end
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to, start));
  }

  /** Line breaks and indents may differ, words may not. */
  private static String words(String code) {
    return code.strip().replaceAll("\\s+", " ");
  }
}
