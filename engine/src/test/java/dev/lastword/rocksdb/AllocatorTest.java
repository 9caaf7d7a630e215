// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RocksDB is usually deployed with another allocator preloaded; no memory may cross between. */
final class AllocatorTest {
  @TempDir private Path directory;

  @Test
  void merge_underJemalloc_works() throws Exception {
    ChildJvm.in(directory)
        .environment("LD_PRELOAD", jemalloc().toString())
        .environment("MALLOC_CONF", "abort:true,junk:true")
        .run(MergeProgram.class)
        .assertStatus(7);
  }

  @Test
  void merge_underTheSystemAllocator_works() throws Exception {
    ChildJvm.in(directory)
        .environment("MALLOC_PERTURB_", "165")
        .run(MergeProgram.class)
        .assertStatus(7);
  }

  private static Path jemalloc() throws IOException {
    Path libraries = Path.of("/usr/lib");
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> files = Files.walk(libraries, 2)) {
        Path found =
            files
                .filter(file -> file.getFileName().toString().equals("libjemalloc.so.2"))
                .findFirst()
                .orElse(null);
        if (found != null) {
          return found;
        }
      }
    }
    return abort("libjemalloc.so.2 is not installed (Debian: libjemalloc2)");
  }
}
