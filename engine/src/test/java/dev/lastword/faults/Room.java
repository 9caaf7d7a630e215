// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The room that a disk has left, which can be taken away and given back. */
interface Room {
  /** Leaves none. */
  void take() throws IOException, InterruptedException;

  /** Gives back what was taken. */
  void giveBack() throws IOException, InterruptedException;

  /** A small file system, filled up with a file beside the database. */
  static Room of(Path filler) {
    return new Room() {
      @Override
      public void take() throws IOException {
        for (int size = 1 << 16; size > 0; size >>= 4) {
          fill(size);
        }
      }

      private void fill(int piece) {
        try (OutputStream out =
            Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
          byte[] bytes = new byte[piece];
          while (true) {
            out.write(bytes);
          }
        } catch (IOException full) {
          // as wanted
        }
      }

      @Override
      public void giveBack() throws IOException {
        Files.delete(filler);
      }
    };
  }

  /** A directory in which this process may create no file; root has to drop its rights first. */
  static Room ofDirectory(Path dir) {
    return new Room() {
      @Override
      public void take() throws IOException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("r-xr-xr-x"));
      }

      @Override
      public void giveBack() throws IOException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    };
  }

  /** This process may write no file beyond a size; needs no rights. */
  static Room ofFileSize(long bytes) {
    return new Room() {
      @Override
      public void take() throws IOException, InterruptedException {
        limit(String.valueOf(bytes));
      }

      @Override
      public void giveBack() throws IOException, InterruptedException {
        limit("unlimited");
      }

      private void limit(String size) throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        int status =
            new ProcessBuilder("prlimit", "--pid=" + pid, "--fsize=" + size + ":unlimited")
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
          throw new IOException("prlimit ended with " + status);
        }
      }
    };
  }
}
