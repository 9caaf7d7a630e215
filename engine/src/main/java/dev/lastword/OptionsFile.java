// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what a database was last opened with, its merge operator above all, from the OPTIONS file
 * that RocksDB writes whenever a database is opened for writing. The operator's name is how a
 * database remembers its policy; it goes along into checkpoints and backups.
 */
final class OptionsFile {
  private static final String PREFIX = "OPTIONS-";
  private static final String NONE = "nullptr";
  private static final String ESCAPED = "\\\\(.)";
  private static final int MOST_TRIES = 5;

  private OptionsFile() {}

  /**
   * The name of the merge operator of a column family.
   *
   * @return empty when it has none, or nothing is known of it
   */
  static Optional<String> mergeOperator(Path database, String family) {
    return operatorLine(database, family).flatMap(OptionsFile::name);
  }

  /**
   * Whether there is an OPTIONS file that says which operator a column family has, or that none.
   */
  static boolean tellsOperator(Path database, String family) {
    return operatorLine(database, family).isPresent();
  }

  /**
   * Where a database had its logs when it was last opened for writing, itself or the one that it is
   * a copy of.
   */
  static Path logDir(Path database) {
    String line = line(database, "[DBOptions]", "wal_dir=").orElse("").replaceAll(ESCAPED, "$1");
    byte[] utf8 = line.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return line.isEmpty() ? database : Path.of(new String(utf8, StandardCharsets.UTF_8));
    } catch (InvalidPathException e) {
      return database; // the file is damaged, which it cannot tell
    }
  }

  /**
   * Refuses, for a secondary, a database that uses its logs' files again: RocksDB's reader looks
   * for ever at what an earlier use has left.
   */
  static void refuseRecycling(Path database) {
    if (!line(database, "[DBOptions]", "recycle_log_file_num=").orElse("0").equals("0")) {
      throw new StorageException(
          "the database recycles logs, from which a secondary may not come back; have its writer"
              + " recycle none (recycle_log_file_num is 0 unless set), or open it read-only"
              + " (database="
              + database
              + ")");
    }
  }

  /** For a database that holds data, and whose OPTIONS file tells nothing. */
  static StorageException missing(Path database) {
    return new StorageException(
        "the OPTIONS file, which remembers the policy, is missing or damaged; restore it, or open"
            + " with the policy that was in force and acceptDataWithoutOperator(true) (database="
            + database
            + ")");
  }

  private static Optional<String> operatorLine(Path database, String family) {
    return line(database, "[CFOptions \"" + escape(family) + "\"]", "merge_operator=");
  }

  /** What the newest OPTIONS file has behind {@code option} in a section. */
  private static Optional<String> line(Path database, String section, String option) {
    for (int tries = 1; ; tries++) {
      try {
        return find(newestLines(database), section, option);
      } catch (NoSuchFileException e) {
        if (tries == MOST_TRIES) { // a writer replaces its file with every change of options
          throw unreadable(database, e);
        }
      } catch (IOException e) {
        throw unreadable(database, e);
      }
    }
  }

  private static StorageException unreadable(Path database, IOException cause) {
    return new StorageException("cannot read the OPTIONS file (database=" + database + ")", cause);
  }

  private static List<String> newestLines(Path database) throws IOException {
    Optional<Path> newest = newest(database);
    return newest.isEmpty()
        ? List.of()
        : Files.readAllLines(newest.get(), StandardCharsets.ISO_8859_1);
  }

  private static Optional<Path> newest(Path database) throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      return files
          .filter(file -> number(file) >= 0)
          .max(Comparator.comparingLong(OptionsFile::number));
    }
  }

  /** The number in the name of an OPTIONS file; -1 for other files, such as half-written ones. */
  private static long number(Path file) {
    String name = String.valueOf(file.getFileName());
    String digits = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
  }

  private static Optional<String> find(List<String> lines, String section, String option) {
    boolean inside = false;
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("[")) {
        inside = text.equals(section);
      } else if (inside && text.startsWith(option)) {
        return Optional.of(text.substring(text.indexOf('=') + 1));
      }
    }
    return Optional.empty();
  }

  /** Takes the name out of {@code name} or {@code {id=name;option=value;...}}. */
  private static Optional<String> name(String value) {
    String name = value;
    if (value.startsWith("{id=")) {
      int end = value.indexOf(';');
      name = value.substring(4, end < 0 ? value.length() - 1 : end);
    }
    return name.isEmpty() || name.equals(NONE) ? Optional.empty() : Optional.of(name);
  }

  /** As RocksDB writes names into its OPTIONS files. */
  private static String escape(String family) {
    byte[] utf8 = Bytes.utf8(family);
    return new String(utf8, StandardCharsets.ISO_8859_1)
        .replace("\\", "\\\\")
        .replace("#", "\\#")
        .replace(":", "\\:")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }
}
