// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SharedOptionsTest {
  /** What contenders may have of their own, and where their log lies. */
  private static final List<String> OWN =
      List.of("merge_operator=", "max_successive_merges=", "wal_dir=", "db_host_id=");

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"stringAppend", "readModifyWrite", "keyPerMember"})
  void options_anotherContender_equalLastwords(String name) throws IOException {
    List<String> lastword = options("lastword", "lastword");
    assertEquals(lastword, options(name, "database"));
  }

  private List<String> options(String name, String database) throws IOException {
    Path folder = Files.createDirectory(dir.resolve(name));
    Contenders.open(name, new Setting(folder)).close();
    try (Stream<Path> files = Files.list(folder.resolve(database))) {
      Path newest =
          files
              .filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
              .max(Path::compareTo)
              .orElseThrow();
      return Files.readAllLines(newest).stream()
          .map(String::strip)
          .filter(line -> OWN.stream().noneMatch(line::startsWith))
          .toList();
    }
  }
}
