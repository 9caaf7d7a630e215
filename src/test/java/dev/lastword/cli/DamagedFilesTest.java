// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} says of table files that RocksDB cannot read. */
class DamagedFilesTest {
  private static final int SETS = 3000;

  @TempDir Path dir;
  private Path db;

  /** Three table files; the keys of one lie behind those of the other. */
  @BeforeEach
  void load() {
    db = dir.resolve("db");
    for (String name : List.of("a", "b", "c")) {
      StringBuilder log = new StringBuilder();
      for (int i = 0; i < SETS; i++) {
        log.append("+\t1\t").append(name).append(10_000 + i).append("\tmember-of-it\n");
      }
      Run.withInput(log.toString(), "load", "--db", db, "-");
    }
  }

  @Test
  void damagedBlock_otherFilesAreReadAllTheSame() throws IOException {
    Path damaged = tables().get(1);
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 3] ^= 1;
    Files.write(damaged, bytes);
    Run run = Run.of("verify", "--db", db);
    assertEquals(1, run.status());
    assertTrue(run.lines().stream().allMatch(line -> line.startsWith("storage\t\t")), run.out());
    assertTrue(
        run.lines().get(1).matches(".*after 3\\d+ sets the rest of a table file.*"), run.out());
    assertTrue(run.lines().get(1).contains(damaged.getFileName().toString()), run.out());
    int read = Integer.parseInt(run.err().replaceAll("(?s) sets read.*|,", ""));
    assertTrue(read > 2 * SETS && read < 3 * SETS, run.err());
    assertTrue(run.err().contains("0 damaged, 0 with quarantined bytes, 2 storage errors"));
  }

  @Test
  void fileCutShort_isAFindingThatNamesIt() throws IOException {
    Path damaged = tables().get(1);
    Files.write(damaged, new byte[10]);
    String name = damaged.getFileName().toString();
    Run text = Run.of("verify", "--db", db);
    assertEquals(1, text.status());
    assertTrue(text.out().startsWith("storage\t\tcannot open "), text.out() + text.err());
    assertTrue(text.out().contains(name), text.out());
    assertEquals("no set read: the database cannot be opened\n", text.err());
    Run json = Run.of("verify", "--db", db, "--format", "json");
    assertEquals(1, json.status());
    assertTrue(json.out().startsWith("{\"what\":\"storage\",\"key\":\"\","), json.out());
  }

  private List<Path> tables() throws IOException {
    try (Stream<Path> files = Files.list(db)) {
      List<Path> tables = files.filter(f -> f.toString().endsWith(".sst")).sorted().toList();
      assertEquals(3, tables.size());
      return tables;
    }
  }
}
