// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.rocksdb.RocksDB;

/** The mappings of rocksdbjni's library in this very process. */
@EnabledOnOs(OS.LINUX)
final class MappedLibraryTest {
  private static final Pattern LINE = Pattern.compile("(\\w+)-(\\w+) .* (/\\S*librocksdbjni\\S*)");

  private record Mapping(long start, long end, Path file) {}

  @BeforeAll
  static void load() {
    RocksDB.loadLibrary();
  }

  @Test
  void fileAt_firstAndLastByteOfEachMapping_isTheFile() throws IOException {
    List<Mapping> mappings = mappings();
    assertTrue(mappings.size() > 1, "code and data are mapped apart: " + mappings);
    for (Mapping mapping : mappings) {
      assertEquals(Optional.of(mapping.file), MappedLibrary.fileAt(mapping.start));
      assertEquals(Optional.of(mapping.file), MappedLibrary.fileAt(mapping.end - 1));
    }
  }

  /** Before the library's first mapping and behind its last there is something else, or nothing. */
  @Test
  void fileAt_rightBesideTheLibrary_isNotTheLibrary() throws IOException {
    List<Mapping> mappings = mappings();
    Mapping first = mappings.getFirst();
    Mapping last = mappings.getLast();
    assertEquals(first.file, last.file, "one copy in the process");
    assertNotEquals(Optional.of(first.file), MappedLibrary.fileAt(first.start - 1));
    assertNotEquals(Optional.of(last.file), MappedLibrary.fileAt(last.end));
  }

  @Test
  void fileAt_memoryThatIsNoFiles_isEmpty() {
    try (Arena arena = Arena.ofConfined()) {
      assertEquals(Optional.empty(), MappedLibrary.fileAt(arena.allocate(1 << 20).address()));
    }
    assertEquals(Optional.empty(), MappedLibrary.fileAt(0));
    assertEquals(Optional.empty(), MappedLibrary.fileAt(-1));
  }

  @Test
  void find_aFunctionOfTheCApi_isThere_anotherNameIsNot() {
    MappedLibrary library = new MappedLibrary();
    assertTrue(library.find("rocksdb_free").isPresent());
    assertFalse(library.find("rocksdb_no_such_function").isPresent());
  }

  private static List<Mapping> mappings() throws IOException {
    List<Mapping> mappings = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        mappings.add(
            new Mapping(
                Long.parseUnsignedLong(matcher.group(1), 16),
                Long.parseUnsignedLong(matcher.group(2), 16),
                Path.of(matcher.group(3))));
      }
    }
    return mappings;
  }
}
