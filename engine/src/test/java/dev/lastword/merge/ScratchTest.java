// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Allocation;
import dev.lastword.record.GuardedMemory;
import dev.lastword.record.NativeWords;
import dev.lastword.record.Operations;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that a merge has filled are kept for the next one, unless they are among the largest. */
final class ScratchTest {

  private static final int FEW_BYTES = 500;

  private final NativeWords word = new NativeWords(1);
  private final RecordView base = new RecordView();
  private final Touched touched = new Touched();

  @ParameterizedTest
  @CsvSource({"100, true", "65536, true", "65537, false"})
  void clear_ofInputs_keepsTablesUpToAMost(int count, boolean kept) {
    Inputs inputs = new Inputs(base, touched, new Horizon(), new Quarantine());
    check(
        kept,
        16L * count,
        () -> {
          inputs.clear();
          for (int i = 0; i < count; i++) {
            inputs.add(word.address(), 0);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"100, true", "16384, true", "16385, false"})
  void clear_ofTouched_keepsTablesUpToAMost(int count, boolean kept) {
    check(kept, 16L * count, () -> touch(count));
  }

  /**
   * Of each edit two pieces may come, and three more; they are native memory, a table of them has
   * objects on the heap. Of very many edits, what sorts them is let go too.
   */
  @ParameterizedTest
  @CsvSource({"100, true, 0", "32766, true, 0", "32767, false, 0", "70000, false, 24"})
  void begin_ofPlan_keepsTablesUpToAMost(int count, boolean kept, long bytesPerEdit) {
    try (Kernel kernel = new Kernel();
        GuardedMemory memory = new GuardedMemory()) {
      byte[] record = adds(kernel, count);
      base.wrap(memory.put(0, record), record.length);
      touch(count);
      GroupPlan plan = new GroupPlan(base, touched, RecordFormat.LIVE);
      // As the inserts, all are out of order.
      IntConsumer remove = i -> plan.remove(count - 1 - i);
      for (IntConsumer edit : List.<IntConsumer>of(plan::insert, remove)) {
        check(
            kept,
            bytesPerEdit * count,
            () -> {
              plan.begin(count);
              for (int i = 0; i < count; i++) {
                edit.accept(i);
              }
              plan.build();
            });
      }
    }
  }

  private static byte[] adds(Kernel kernel, int count) {
    byte[] record = {};
    List<byte[]> adds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] member = {(byte) (i >> 16), (byte) (i >> 8), (byte) i};
      adds.add(Operations.add(member, i));
      if (adds.size() == 1_000 || i == count - 1) {
        record = kernel.merge(Policy.unbounded(), true, record, adds);
        adds.clear();
      }
    }
    return record;
  }

  private static void check(boolean kept, long least, Runnable fill) {
    fill.run();
    fill.run();
    long first = allocated(fill);
    long second = allocated(fill);
    if (kept) {
      assertTrue(first + second < FEW_BYTES, () -> first + " and " + second);
    } else {
      assertTrue(Math.min(first, second) > least, () -> first + " and " + second);
    }
  }

  private static long allocated(Runnable fill) {
    long before = Allocation.now();
    fill.run();
    return Allocation.now() - before;
  }

  private void touch(int count) {
    touched.clear();
    for (int i = 0; i < count; i++) {
      RawMemory.putLong(word.address(), i);
      touched.put(word.address(), Long.BYTES, 0, i);
    }
  }
}
