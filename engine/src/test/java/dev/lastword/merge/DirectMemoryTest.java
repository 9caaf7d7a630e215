// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.DirectMemory;
import dev.lastword.record.Operations;
import dev.lastword.record.RawMemory;
import dev.lastword.rocksdb.ChildJvm;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.core.UnsafeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge works where other code has used up the memory for direct buffers. */
final class DirectMemoryTest {

  @TempDir Path directory;

  @Test
  void merge_directMemoryUsedUp_works() throws Exception {
    ChildJvm.Result result =
        ChildJvm.in(directory)
            .flag("-XX:MaxDirectMemorySize=8m")
            .start(Program.class)
            .await()
            .assertStatus(0);
    assertTrue(result.output().contains("merged"), result.output());
  }

  /** Fills the quota, then merges more members than the kernel has room for at first. */
  static final class Program {
    private Program() {}

    /** Runs. */
    public static void main(String[] arguments) {
      List<byte[]> operands = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        operands.add(Operations.add(new byte[] {(byte) i, (byte) (i >> 8)}, i));
      }
      List<ByteBuffer> hoard = DirectMemory.hoard();
      StateMerger merger = new StateMerger();
      merger.begin(Policy.forget(), true);
      for (byte[] operand : operands) {
        long address = UnsafeMemory.MEMORY.allocate(operand.length);
        RawMemory.copyIn(operand, 0, address, operand.length);
        merger.addOperand(address, operand.length);
      }
      System.out.println("merged " + merger.plan() + " bytes beside " + hoard.size());
    }
  }
}
