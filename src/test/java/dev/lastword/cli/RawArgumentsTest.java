// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawArgumentsTest {
  private static final String LOST = "\uFFFD";

  @TempDir Path dir;
  private Path db;

  @BeforeEach
  void load() {
    db = dir.resolve("db");
    String log = "+\t7\tk\\xe9\tcaf\\xe9\n+\t5\tk\\xe9\t\\xe9\n+\t6\t" + LOST + "\tm\n";
    Run.withInput(log, "load", "--db", db, "-");
  }

  @Test
  void argument_bytesThatAreNoText_standForThemselves() {
    assertEquals(
        "+ 7\n", run("contains\0k\u00e9\0caf\u00e9\0", "contains", "k" + LOST, "caf" + LOST));
    assertEquals(
        "5\t\\xe9\n",
        run(
            "select\0k\u00e9\0--after\0007:caf\u00e9\0",
            "select",
            "k" + LOST,
            "--after",
            "7:caf" + LOST));
  }

  @Test
  void argument_replacementCharacter_isOneLikeAnyOther() {
    assertEquals("6\tm\n", run("select\0\u00ef\u00bf\u00bd\0", "select", LOST));
    Path named = dir.resolve(LOST);
    Run.withInput("+\t1\tk\tm\n", "load", "--db", named, "-");
    String[] args = {"select", "k", "--db", named.toString()};
    byte[] line = (String.join("\0", args) + "\0").getBytes(UTF_8);
    assertEquals("1\tm\n", Run.of((Object[]) RawArguments.recover(line, args)).out());
  }

  @Test
  void path_bytesThatAreNoText_isWrongUsage() {
    String[] args = {"load", "--db", "d", "f" + LOST};
    Run run = Run.of((Object[]) RawArguments.recover(latin("load\0--db\0d\0f\u00e9\0"), args));
    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().contains("no path: "), run.err());
  }

  @Test
  void recover_wordsThatAreOthers_leavesArgumentsAlone() {
    String[] args = {"a", LOST};
    assertSame(args, RawArguments.recover(latin("b\0\u00e9\0"), args));
    assertSame(args, RawArguments.recover(latin("\u00e9\0"), args));
    Run run = Run.of("select", "--db", db, LOST);
    assertEquals(2, run.status());
    assertTrue(run.err().contains("write its bytes as \\xHH"), run.err());
  }

  @Test
  void bytes_ofWhatWasCarried_areTheSame() {
    byte[] all = new byte[255];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i + 1);
    }
    byte[] ended = Arrays.copyOf(all, 256);
    String carried = RawArguments.recover(ended, LOST)[0];
    assertArrayEquals(all, RawArguments.bytes(carried));
  }

  private String run(String line, String... args) {
    Object[] recovered = RawArguments.recover(latin("java\0-jar\0x.jar\0" + line), args);
    Object[] words = Arrays.copyOf(recovered, recovered.length + 2, Object[].class);
    words[recovered.length] = "--db";
    words[recovered.length + 1] = db;
    Run run = Run.of(words);
    assertEquals(0, run.status(), run.err());
    return run.out();
  }

  private static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
