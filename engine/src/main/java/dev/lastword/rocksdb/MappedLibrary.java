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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rocksdb.MergeOperator;
import org.rocksdb.StringAppendOperator;

/**
 * Finds rocksdbjni's native library by the file it was mapped from, for applications that load
 * rocksdbjni and this library in different class loaders. Opening a mapped file again gives the
 * copy that is already there, not a second one.
 *
 * <p>There may be several copies in a process, one for each class loader. The right one is where
 * the virtual table of an object made by our {@code org.rocksdb} classes lies.
 */
final class MappedLibrary implements SymbolLookup {
  private static final Path MAPS = Path.of("/proc/self/maps"); // Linux only

  /** {@code start-end permissions offset device inode path}, numbers in hexadecimal. */
  private static final Pattern MAPPING =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) \\S+ \\S+ \\S+ \\S+\\s+(/.+)");

  @Override
  public Optional<MemorySegment> find(String name) {
    return fileAt(addressInLibrary()).flatMap(file -> find(file, name));
  }

  @SuppressWarnings("restricted") // native access is what this library is for
  private static Optional<MemorySegment> find(Path library, String name) {
    try {
      return SymbolLookup.libraryLookup(library, Arena.global()).find(name);
    } catch (IllegalArgumentException gone) {
      return Optional.empty(); // the file was deleted since
    }
  }

  private static long addressInLibrary() {
    try (MergeOperator any = new StringAppendOperator()) {
      long object = RawMemory.getLong(any.getNativeHandle());
      return RawMemory.getLong(object);
    }
  }

  /** Returns the file that is mapped at an address of this process, where that can be told. */
  static Optional<Path> fileAt(long address) {
    if (!Files.isReadable(MAPS)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .map(MAPPING::matcher)
          .filter(mapping -> mapping.matches() && covers(mapping, address))
          .map(mapping -> Path.of(mapping.group(3)))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean covers(Matcher mapping, long address) {
    long start = Long.parseUnsignedLong(mapping.group(1), 16);
    long end = Long.parseUnsignedLong(mapping.group(2), 16);
    return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
  }
}
