// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.kernel;

import dev.lastword.bench.codec.OperationStream;
import dev.lastword.bench.codec.SetRecord;
import dev.lastword.merge.Policy;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The inputs of many merges, to be run in turn, and the memory for their results.
 *
 * <p>Together they have thousands of operands, more than branch predictors learn by heart.
 */
final class MergeWorkload {

  private static final int OPERANDS = 8_192;
  private static final int MOST_BATCHES = 1_024;
  private static final int FEWEST_BATCHES = 8;
  private static final int ENTRIES = 100_000;
  private static final int FEWEST_PAIRS = 2;

  /*
   * Records begin where a page does, results half a page later: were both at the same place in
   * their pages, a copy's loads would wait for its stores to other addresses with the same low
   * twelve bits, in some layouts and not in others.
   */
  private static final int PAGE = 4_096;
  private static final int HALF_PAGE = PAGE / 2;

  private final Arena arena;
  private final MergeInputs[] batches;
  private final long[] sizes;
  private final long output;
  private final long image;
  private final long capacity;
  private int batch;

  private MergeWorkload(Arena arena, MergeInputs[] batches, Policy policy, boolean full) {
    this.arena = arena;
    this.batches = batches;
    sizes = sizes(new LastwordMerge(policy, full));
    capacity = greatest(sizes) + RawMemory.SLACK;
    output = room() + HALF_PAGE;
    image = room();
  }

  /**
   * Prepares one base record, and many batches of operands to merge into it.
   *
   * <p>The base is full ({@link SetRecord}), so a policy with a bound has an entry to drop for each
   * that it takes in.
   *
   * @param arena has the memory
   * @param entries of the base; 0 for operands alone
   * @param operands of a batch
   */
  static MergeWorkload ofOperands(
      Arena arena, OperationStream stream, int entries, int operands, Policy policy, boolean full) {
    byte[] base = SetRecord.of(stream, entries, policy);
    long address = place(arena, base);
    int count = Math.clamp(OPERANDS / operands, FEWEST_BATCHES, MOST_BATCHES);
    MergeInputs[] batches = new MergeInputs[count];
    stream.mark();
    for (int i = 0; i < count; i++) {
      stream.reset();
      List<byte[]> records = take(stream, operands);
      batches[i] =
          full || base.length == 0
              ? MergeInputs.full(arena, address, base.length, records)
              : MergeInputs.partial(arena, address, base.length, records);
    }
    return new MergeWorkload(arena, batches, policy, full);
  }

  /**
   * Prepares pairs of replicas.
   *
   * @param arena has the memory
   * @param entries of a replica, about
   */
  static MergeWorkload ofReplicas(Arena arena, OperationStream stream, int entries, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = Math.clamp(ENTRIES / entries, FEWEST_PAIRS, FEWEST_BATCHES);
    MergeInputs[] batches = new MergeInputs[count];
    for (int i = 0; i < count; i++) {
      Replicas pair = Replicas.of(stream, entries, random);
      long first = place(arena, pair.first());
      batches[i] = MergeInputs.full(arena, first, pair.first().length, List.of(pair.second()));
    }
    return new MergeWorkload(arena, batches, Policy.unbounded(), true);
  }

  /** Returns the next batch, the first again after the last. */
  MergeInputs next() {
    batch = batch + 1 == batches.length ? 0 : batch + 1;
    return batches[batch];
  }

  /** Returns the size of the result of the batch that {@link #next} returned, in bytes. */
  long size() {
    return sizes[batch];
  }

  /** Returns where a result may be written. */
  long output() {
    return output;
  }

  /** Returns how many bytes may be written there. */
  long capacity() {
    return capacity;
  }

  /** Returns memory of a result's size to copy from. */
  long image() {
    return image;
  }

  /** Returns a copy of the first {@code size} bytes of the output. */
  byte[] result(long size) {
    byte[] bytes = new byte[Math.toIntExact(size)];
    RawMemory.copyOut(output, bytes, 0, bytes.length);
    return bytes;
  }

  /** Returns the bytes of the last result written for each of its entries. */
  double bytesPerEntry() {
    RecordView view = new RecordView();
    view.wrap(output, size());
    return (double) size() / view.entries();
  }

  private static long place(Arena arena, byte[] record) {
    long address = arena.allocate(record.length + 1L, PAGE).address();
    RawMemory.copyIn(record, 0, address, record.length);
    return address;
  }

  private static List<byte[]> take(OperationStream stream, int count) {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(stream.next());
    }
    return records;
  }

  private long[] sizes(LastwordMerge merge) {
    long[] sizes = new long[batches.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = merge.plan(batches[i]);
    }
    return sizes;
  }

  private static long greatest(long[] sizes) {
    long greatest = 0;
    for (long size : sizes) {
      greatest = Math.max(greatest, size);
    }
    return greatest;
  }

  private long room() {
    MemorySegment room = arena.allocate(HALF_PAGE + capacity, PAGE);
    room.fill((byte) 1);
    return room.address();
  }
}
