// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies and removes the directories of databases. */
public final class Folders {
  private Folders() {}

  /** Copies a database that no process has open. */
  public static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : files(from, "")) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
    return to;
  }

  /** Returns the files whose names end so, the oldest (by number) first; none without a folder. */
  public static List<Path> files(Path dir, String ending) throws IOException {
    if (!Files.exists(dir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** Returns the number that a file of RocksDB's has for a name, in front of its ending. */
  static int number(Path file) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(0, name.indexOf('.')));
  }

  /** Removes a directory and all in it; nothing happens where there is none. */
  public static void delete(Path dir) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> files = Files.walk(dir)) {
      files.sorted(Comparator.reverseOrder()).forEach(Folders::deleteFile);
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
