// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.rocksdb.ChildJvm;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that fail on their way leave nothing behind that hurts the next ones, or closing. */
final class StoreBrokenCallTest {
  @TempDir Path temp;

  @Test
  void close_afterCallsThatFoundNoDirectMemory_comesBack() throws Exception {
    ChildJvm.Result result =
        ChildJvm.in(temp)
            .flag("-XX:MaxDirectMemorySize=8m")
            .run(NoDirectMemory.class, temp.resolve("db").toString())
            .assertStatus(0);
    assertTrue(result.output().contains("failed, then closed"), result.output());
  }

  /** Writes for the first time, which takes memory, when there is none to be had. */
  static final class NoDirectMemory {
    private NoDirectMemory() {}

    /** Runs; the argument is the directory. */
    public static void main(String[] arguments) {
      LwwStore store = LwwStore.open(Path.of(arguments[0]), Policy.forget());
      List<ByteBuffer> hoard = hoard();
      assertThrows(OutOfMemoryError.class, () -> store.add("key", "a", 1));
      hoard.clear();
      store.close();
      System.out.println("failed, then closed");
    }

    private static List<ByteBuffer> hoard() {
      List<ByteBuffer> hoard = new ArrayList<>();
      for (int size = 1 << 20; size > 0; size /= 2) {
        try {
          while (true) {
            hoard.add(ByteBuffer.allocateDirect(size));
          }
        } catch (OutOfMemoryError full) {
          hoard.add(ByteBuffer.allocate(0)); // try smaller ones
        }
      }
      return hoard;
    }
  }
}
