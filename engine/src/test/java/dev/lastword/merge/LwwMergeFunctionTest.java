// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Allocation;
import dev.lastword.record.Operations;
import dev.lastword.record.RecordFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies between RocksDB's call and the kernel: lanes, kinds of merges, counts, times. */
final class LwwMergeFunctionTest {
  private static final int TIMED_AT_FIRST = 1_000;

  /** More than a merge for a page keeps. */
  private static final int MANY = Kernel.HEAD + 1;

  /** Less than a kernel takes, more than what a test itself does. */
  private static final long LITTLE = 2_000;

  @TempDir Path dir;

  private final LwwMergeFunction function = function(Policy.unbounded());

  private static LwwMergeFunction function(Policy policy) {
    return new LwwMergeFunction(policy, RecordWeight.MOST);
  }

  @Test
  void merges_ofOneThread_useOneKernelAndAllocateNothing() {
    try (Merging merge = new Merging(adds(3))) {
      repeat(merge, 100);
      long before = Allocation.now();
      repeat(merge, 100);
      long allocated = Allocation.now() - before;
      assertTrue(allocated < LITTLE, () -> "100 merges allocate " + allocated);
    }
  }

  /** Its scratch may be in any state; its lane is lent again. */
  @Test
  void merge_thatThrows_losesItsKernelButNotItsLane() {
    OutOfMemoryError mine = new OutOfMemoryError("mine");
    try (Merging merge = new Merging(adds(3));
        Merging failing =
            new Merging(adds(3))
                .whenReserving(() -> {
                  throw mine;
                })) {
      repeat(merge, 100);
      for (int i = 0; i < 10; i++) {
        assertSame(mine, assertThrows(mine.getClass(), () -> function.fullMerge(failing, failing)));
      }
      long before = Allocation.now();
      repeat(merge, 1);
      long first = Allocation.now() - before;
      before = Allocation.now();
      repeat(merge, 1);
      long second = Allocation.now() - before;
      assertTrue(first > 2 * LITTLE, () -> "a new kernel takes " + first);
      assertTrue(second < LITTLE, () -> "the next merge allocates " + second);
    }
    assertEquals(102, metrics(function).full().merges(), "those that failed do not count");
  }

  private void repeat(Merging merge, int times) {
    for (int i = 0; i < times; i++) {
      assertTrue(function.fullMerge(merge, merge));
    }
  }

  /** The empty state has no bytes; it is a result like any other. */
  @Test
  void merges_ofNothing_giveTheEmptyRecord() {
    try (Merging merge = new Merging(List.of(new byte[0], new byte[0]))) {
      assertTrue(function.partialMerge(merge, merge));
      assertEquals(0, merge.result().length);
      assertTrue(function.fullMerge(merge, merge));
      assertEquals(0, merge.result().length);
    }
    assertEquals(1, metrics(function).full().merges());
  }

  /** KEEP truncates where nothing older can come later: in full merges. */
  @Test
  void merges_underKeep_truncateInFullOnly() {
    LwwMergeFunction keep = function(Policy.keep().maxAdds(1));
    try (Merging merge = new Merging(adds(3));
        Kernel kernel = new Kernel()) {
      assertTrue(keep.partialMerge(merge, merge));
      assertArrayEquals(kernel.merge(Policy.keep(), false, null, adds(3)), merge.result());
      assertTrue(keep.fullMerge(merge, merge));
      assertArrayEquals(adds(3).getLast(), merge.result());
    }
  }

  @Test
  void fullMerge_forAPage_keepsTheHeadAndSaysSo() {
    try (Merging merge = new Merging(adds(MANY));
        Merging small = new Merging(adds(Kernel.HEAD));
        Kernel kernel = new Kernel()) {
      ReadScope reads = ReadScope.ofThread();
      reads.beginPage(RecordFormat.HEAD_ENTRIES);
      function.fullMerge(merge, merge);
      assertTrue(reads.end());
      assertArrayEquals(kernel.mergeHead(Policy.unbounded(), null, adds(MANY)), merge.result());

      reads.beginPage(RecordFormat.HEAD_ENTRIES);
      function.fullMerge(small, small);
      assertFalse(reads.end(), "nothing is left out");

      reads.beginWhole();
      function.fullMerge(merge, merge);
      assertFalse(reads.end());
      assertArrayEquals(
          kernel.merge(Policy.unbounded(), true, null, adds(MANY)), merge.result(), "whole again");
    }
    assertEquals(2, metrics(function).pageReads().merges());
    assertEquals(1, metrics(function).recordReads().merges());
  }

  /** What is merged outside of a read stays, so nothing may be missing from it. */
  @Test
  void fullMerge_afterARead_isWhole() {
    byte[] whole;
    try (Kernel kernel = new Kernel()) {
      whole = kernel.merge(Policy.unbounded(), true, null, adds(MANY));
    }
    ReadScope reads = ReadScope.ofThread();
    try (Merging merge = new Merging(adds(MANY));
        Arena arena = Arena.ofConfined()) {
      reads.beginPage(1);
      reads.end();
      function.fullMerge(merge, merge);
      assertArrayEquals(whole, merge.result());
      reads.beginMember(arena.allocateFrom("member").address(), 6);
      reads.end();
      function.fullMerge(merge, merge);
      assertArrayEquals(whole, merge.result());
    }
    assertEquals(2, metrics(function).full().merges());
  }

  /** Only the merge can tell what a set that has become too heavy forgets. */
  @Test
  void fullMerge_forAMemberOfATooHeavySet_isTheWholeOne() {
    int most = 100;
    LwwMergeFunction light = new LwwMergeFunction(Policy.unbounded(), most);
    ReadScope reads = ReadScope.ofThread();
    try (Merging merge = new Merging(adds(20));
        Kernel kernel = new Kernel(most);
        Arena arena = Arena.ofConfined()) {
      reads.beginMember(arena.allocateFrom("absent").address(), 6);
      light.fullMerge(merge, merge);
      reads.end();
      byte[] whole = kernel.merge(Policy.unbounded(), true, null, adds(20));
      assertTrue(kernel.isShortened());
      assertArrayEquals(whole, merge.result());
    }
  }

  @Test
  void fullMerge_tellsItsThreadHowManyOperandsThereWere_aPartialOneDoesNot() {
    ReadScope reads = ReadScope.ofThread();
    reads.takeOperands();
    try (Merging merge = new Merging(adds(3))) {
      function.partialMerge(merge, merge);
      assertEquals(0, reads.takeOperands());
      function.fullMerge(merge, merge);
      assertEquals(3, reads.takeOperands());
      assertEquals(0, reads.takeOperands());
    }
  }

  /** RocksDB keeps the operands, and no room is asked for; whether the merge is timed or not. */
  @Test
  void partialMerge_resultAboveTheLongestRecord_isDeclinedAndNotCounted() throws IOException {
    try (Merging small = new Merging(adds(2));
        Arena arena = Arena.ofConfined();
        Merging large = unreadable(arena, (1L << 30) + 100)) {
      assertFalse(function.partialMerge(large, large));
      for (int i = 0; i < TIMED_AT_FIRST; i++) {
        assertTrue(function.partialMerge(small, small));
      }
      assertFalse(function.partialMerge(large, large));
      assertThrows(AssertionError.class, large::result);
    }
    assertEquals(TIMED_AT_FIRST, metrics(function).partial().merges());
  }

  /** Two operands of so many bytes that differ in the first, which no version has. */
  private Merging unreadable(Arena arena, long length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(dir.resolve("sparse").toFile(), "rw")) {
      file.write(new byte[] {-1, 0, 0, 0, 0, 0, 0, 0, -2});
      file.setLength(length + 8);
      long address =
          file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, file.length(), arena).address();
      return new Merging(new long[] {address, address + 8}, new long[] {length, length});
    }
  }

  @Test
  void nanos_ofAMergeThatStandsForOthers_countForAllOfThem() {
    int millis = 3;
    try (Merging merge = new Merging(adds(2))) {
      repeat(merge, TIMED_AT_FIRST + MergeLane.TIMED_EVERY - 1);
      long before = metrics(function).full().nanos();
      long start = System.nanoTime();
      merge.whenReserving(() -> sleep(millis));
      repeat(merge, 1);
      long most = System.nanoTime() - start;
      long spent = metrics(function).full().nanos() - before;
      assertTrue(
          spent >= MergeLane.TIMED_EVERY * TimeUnit.MILLISECONDS.toNanos(millis), () -> "" + spent);
      assertTrue(spent <= MergeLane.TIMED_EVERY * most, () -> spent + " of " + most);
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static MergeMetrics metrics(LwwMergeFunction function) {
    return function.counted().metrics(0);
  }

  private static List<byte[]> adds(int count) {
    List<byte[]> adds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      adds.add(Operations.add(new byte[] {(byte) i, (byte) (i >>> 8)}, i));
    }
    return adds;
  }
}
