// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastword.model.Seeds;
import dev.lastword.model.Soak;
import dev.lastword.rocksdb.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + VOLUME, "tmpfs", target);
    assertTrue(
        mounted || !Soak.isLong(), "the long form wants a full disk; only root can mount one");
    assumeTrue(
        mounted,
        "a file system can be mounted here only by root; the file size limit is tried instead");
    try {
      run("volume", "No space left on device; make room", ChildJvm.in(temp), volume);
    } finally {
      assertTrue(run("umount", target));
    }
  }

  @Test
  void write_beyondTheFileSizeLimit_isRefusedUntilReopened()
      throws IOException, InterruptedException {
    assumeTrue(run("prlimit", "--version"), "prlimit is missing (util-linux)");
    run("limit", "File too large; where writes go on failing", ChildJvm.in(temp), temp);
  }

  /** Root without its capabilities is bound by permissions like anyone else. */
  @Test
  void write_inADirectoryTurnedReadOnly_isRefusedUntilReopened()
      throws IOException, InterruptedException {
    ChildJvm child = ChildJvm.in(temp);
    if (isRoot()) {
      assumeTrue(run("setpriv", "--version"), "setpriv is missing (util-linux)");
      child.under("setpriv", "--bounding-set=-all");
    }
    run("directory", "Permission denied; where writes go on failing", child, temp);
  }

  private static void run(String room, String error, ChildJvm child, Path parent)
      throws IOException, InterruptedException {
    int cycles = Soak.rounds(1, 3);
    child.timeout(60L + cycles * NoRoomProgram.PATIENCE_SECONDS);
    for (long seed : Seeds.seeds(Soak.rounds(1, 4))) {
      Path folder = Files.createDirectory(parent.resolve("seed" + seed));
      String db = folder.resolve("db").toString();
      String sync = (seed & 1) == 0 ? "sync" : "no";
      ChildJvm.Result result =
          child.run(
              NoRoomProgram.class, db, room, String.valueOf(seed), sync, String.valueOf(cycles));
      assertEquals(7, result.status(), () -> "-Dlastword.seed=" + seed + ": " + result.output());
      assertTrue(result.output().contains(error), result.output());
      System.out.println("no room (" + room + ", seed " + seed + "): " + result.output().strip());
      Folders.delete(folder); // the next one has the whole volume
    }
  }

  private static boolean isRoot() throws IOException {
    Process id = new ProcessBuilder("id", "-u").start();
    return new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
        .strip()
        .equals("0");
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
