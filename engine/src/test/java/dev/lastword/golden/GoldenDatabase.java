// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A database as the first release left it, and what must be read from it for ever. {@link
 * GoldenDatabaseWriter} made both.
 */
final class GoldenDatabase {
  /** Tests run in the module's folder. */
  static final Path FOLDER = Path.of("src", "test", "resources", "golden-database");

  static final Path EXPECTATION =
      Path.of("src", "test", "resources", "golden-database-contents.json");

  private GoldenDatabase() {}

  /**
   * A set that the database holds.
   *
   * @param record its bytes, as reads give them
   * @param state what they say
   */
  record Expected(Bytes record, ModelState state) {}

  /** Returns the sets by their keys. */
  static NavigableMap<Bytes, Expected> expected() throws IOException {
    NavigableMap<Bytes, Expected> sets = new TreeMap<>();
    for (JsonNode set : PlainState.JSON.readTree(EXPECTATION.toFile())) {
      sets.put(
          Bytes.hex(set.get("key").textValue()),
          new Expected(
              Bytes.hex(set.get("record").textValue()), PlainState.read(set.get("state"))));
    }
    return sets;
  }

  /** Copies the database, as opening one changes it. */
  static Path copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    files().forEach(file -> copy(file, folder));
    return folder;
  }

  /** Returns the files that are committed. */
  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.toList();
    }
  }

  static void copy(Path file, Path folder) {
    try {
      Files.copy(file, folder.resolve(file.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
