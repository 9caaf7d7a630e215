// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds rocksdbjni's native library by the file it was mapped from, for applications that load
 * rocksdbjni and this library in different class loaders. Opening a mapped file again gives the
 * copy that is already there, not a second one.
 */
final class MappedLibrary implements SymbolLookup {
  private static final Path MAPS = Path.of("/proc/self/maps"); // Linux only

  @Override
  public Optional<MemorySegment> find(String name) {
    return file(MAPS).flatMap(file -> find(file, name));
  }

  @SuppressWarnings("restricted") // native access is what this library is for
  private static Optional<MemorySegment> find(Path library, String name) {
    try {
      return SymbolLookup.libraryLookup(library, Arena.global()).find(name);
    } catch (IllegalArgumentException gone) {
      return Optional.empty(); // the file was deleted since
    }
  }

  /** Returns the file named librocksdbjni* among the mappings listed in {@code maps}. */
  static Optional<Path> file(Path maps) {
    if (!Files.isReadable(maps)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(maps)) {
      return lines
          .filter(line -> line.contains("/librocksdbjni"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
