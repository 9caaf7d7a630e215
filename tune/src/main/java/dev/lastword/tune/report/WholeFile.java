// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A text file that is there as a whole or as it was before. Stateless and safe for use by many
 * threads.
 */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Writes a file in UTF-8; one that exists is replaced, and only by all of {@code text}. A pipe or
   * a terminal is written to as it is.
   *
   * @throws IOException when it cannot be written
   */
  public static void write(Path file, String text) throws IOException {
    if (isStream(file)) {
      Files.writeString(file, text);
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    try {
      Files.writeString(unfinished, text);
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Whether something is there that takes all that is written to it: a terminal, a pipe. */
  public static boolean isStream(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file);
  }

  static void check(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw refusal(file, "is a folder; name a file in it");
    }
    if (isStream(file)) {
      if (!Files.isWritable(file)) {
        throw refusal(file, "is not writable");
      }
      return; // nothing is put beside it
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw refusal(file, "is in a folder that does not exist; create it first");
    }
    if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
      throw refusal(file, "is not writable");
    }
  }

  /** Checks that files can be written into a folder, which is created when it is missing. */
  static void checkFolder(Path folder) throws IOException {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw refusal(there, "is no folder; name another one");
    }
    if (!Files.isWritable(there)) {
      throw refusal(there, "is not writable");
    }
  }

  private static IOException refusal(Path file, String reason) {
    return new FileSystemException(file.toString(), null, reason);
  }
}
