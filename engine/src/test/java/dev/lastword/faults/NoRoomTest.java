// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastword.model.Seeds;
import dev.lastword.model.Soak;
import dev.lastword.rocksdb.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that take no more: writes say so, reads go on, nothing acknowledged is lost, and the store
 * works again, by itself where RocksDB can, or once it is opened again.
 */
final class NoRoomTest {
  private static final String VOLUME = "16m";

  @TempDir Path temp;

  /** A small file system in memory, where one may be mounted (root, Linux). */
  @Test
  void write_onAFullVolume_isRefusedUntilThereIsRoom() throws IOException, InterruptedException {
    Path volume = Files.createDirectory(temp.resolve("volume"));
    String target = volume.toString();
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + VOLUME, "tmpfs", target),
        "a file system can be mounted here only by root; the file size limit is tried instead");
    try {
      run("volume", "No space left on device; make room", ChildJvm.in(temp), volume.resolve("db"));
    } finally {
      assertTrue(run("umount", target));
    }
  }

  @Test
  void write_beyondTheFileSizeLimit_isRefusedUntilReopened()
      throws IOException, InterruptedException {
    assumeTrue(run("prlimit", "--version"), "prlimit is missing (util-linux)");
    run(
        "limit",
        "File too large; where writes go on failing",
        ChildJvm.in(temp),
        temp.resolve("db"));
  }

  /** Root without its capabilities is bound by permissions like anyone else. */
  @Test
  void write_inADirectoryTurnedReadOnly_isRefusedUntilReopened()
      throws IOException, InterruptedException {
    ChildJvm child = ChildJvm.in(temp);
    if (System.getProperty("user.name").equals("root")) {
      assumeTrue(run("setpriv", "--version"), "setpriv is missing (util-linux)");
      child.under("setpriv", "--bounding-set=-all");
    }
    run("directory", "Permission denied; where writes go on failing", child, temp.resolve("db"));
  }

  private static void run(String room, String error, ChildJvm child, Path db)
      throws IOException, InterruptedException {
    for (long seed : Seeds.seeds(Soak.rounds(1, 4))) {
      String sync = (seed & 1) == 0 ? "sync" : "no";
      String cycles = String.valueOf(Soak.rounds(1, 3));
      ChildJvm.Result result =
          child.run(
              NoRoomProgram.class, db.toString() + seed, room, String.valueOf(seed), sync, cycles);
      result.assertStatus(7);
      assertTrue(result.output().contains(error), result.output());
      System.out.println("no room (" + room + ", seed " + seed + "): " + result.output().strip());
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
