// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.model.Allocation;
import dev.lastword.record.EntryCursor;
import dev.lastword.record.GuardedMemory;
import dev.lastword.record.MemberHash;
import dev.lastword.record.Operations;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The kernel for tests: byte arrays in, byte array out. Every input lies right before an
 * inaccessible page, so that a read past its end is not an unlikely event but a crash; the output
 * has exactly the slack that the kernel is promised. Results, and what a merge allocates, are held
 * against the size of its inputs.
 */
public final class Kernel implements AutoCloseable {

  private static final byte CANARY = 0x5A;

  /** What a merge may allocate on the heap, whatever its inputs claim. */
  private static final long HEAP_ALWAYS = 64 << 10;

  private static final long HEAP_PER_BYTE = 100;

  /** How large a result may be: an entry that took a byte may take a stamp, a length and more. */
  private static final long RESULT_ALWAYS = 64;

  private static final long RESULT_PER_BYTE = RecordWeight.MOST_PER_BYTE;

  /** Entries of a head, and the one that tells that there are more. */
  static final int HEAD = RecordFormat.HEAD_ENTRIES + 1;

  /** As many entries as there are. */
  private static final int ALL = Integer.MAX_VALUE;

  private final GuardedMemory inputs = new GuardedMemory();
  private final StateMerger merger;
  private final MemberMerge memberMerge = new MemberMerge();
  private final long mostWeight;
  private int setAside;

  /** Makes a kernel as stores use it. */
  public Kernel() {
    this(RecordWeight.MOST);
  }

  /** Makes a kernel whose records may weigh no more than so many bytes. */
  Kernel(long mostWeight) {
    this.mostWeight = mostWeight;
    merger = new StateMerger(mostWeight);
  }

  /** Merges and returns the result. */
  public byte[] merge(
      Policy policy, boolean full, byte @Nullable [] existing, List<byte[]> operands) {
    return merge(new Merge(policy, full, ALL), existing, operands);
  }

  /** Merges in full as a read of the newest entries does. */
  public byte[] mergeHead(Policy policy, byte @Nullable [] existing, List<byte[]> operands) {
    return mergeHead(policy, HEAD, existing, operands);
  }

  /** Merges in full for the newest so many entries. */
  byte[] mergeHead(Policy policy, int entries, byte @Nullable [] existing, List<byte[]> operands) {
    return merge(new Merge(policy, true, entries), existing, operands);
  }

  /** Answers for a member as a read of it does; null where only the merge can tell. */
  public byte @Nullable [] mergeMember(
      Policy policy, byte[] member, byte @Nullable [] existing, List<byte[]> operands) {
    memberMerge.begin(inputs.put(operands.size() + 1, member), member.length);
    boolean readable =
        existing == null || memberMerge.takeStored(inputs.put(0, existing), existing.length);
    for (int i = 0; i < operands.size() && readable; i++) {
      byte[] operand = operands.get(i);
      readable = memberMerge.takeOperand(inputs.put(i + 1, operand), operand.length);
    }
    return readable && memberMerge.isSettled(policy)
        ? written(memberMerge.size(), memberMerge::write)
        : null;
  }

  private record Merge(Policy policy, boolean full, int head) {}

  private byte[] merge(Merge merge, byte @Nullable [] existing, List<byte[]> operands) {
    long[] addresses = new long[operands.size() + 1];
    long bytes = existing == null ? 0 : existing.length;
    addresses[0] = existing == null ? 0 : inputs.put(0, existing);
    for (int i = 0; i < operands.size(); i++) {
      addresses[i + 1] = inputs.put(i + 1, operands.get(i));
      bytes += operands.get(i).length;
    }
    long before = Allocation.now();
    int size = plan(merger, merge, addresses, existing, operands);
    long most = HEAP_ALWAYS + HEAP_PER_BYTE * bytes;
    if (Allocation.now() - before > most) {
      // The first time, classes are loaded; another kernel has to allocate all of its scratch too.
      Allocation.atMost(
          most, () -> plan(new StateMerger(mostWeight), merge, addresses, existing, operands));
    }
    if (size > RESULT_ALWAYS + RESULT_PER_BYTE * bytes) {
      throw new AssertionError("of " + bytes + " bytes the kernel makes " + size);
    }
    setAside = merger.setAside();
    return written(size, merger::write);
  }

  private static int plan(
      StateMerger merger,
      Merge merge,
      long[] addresses,
      byte @Nullable [] existing,
      List<byte[]> operands) {
    merger.begin(merge.policy, merge.full);
    if (merge.head != ALL) {
      merger.keepHead(merge.head);
    }
    if (existing != null) {
      merger.addExisting(addresses[0], existing.length);
    }
    for (int i = 0; i < operands.size(); i++) {
      merger.addOperand(addresses[i + 1], operands.get(i).length);
    }
    return Math.toIntExact(merger.plan());
  }

  private static byte[] written(int size, LongConsumer write) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment output = arena.allocate(size + RawMemory.SLACK + 1L);
      output.set(ValueLayout.JAVA_BYTE, size + RawMemory.SLACK, CANARY);
      write.accept(output.address());
      if (output.get(ValueLayout.JAVA_BYTE, size + RawMemory.SLACK) != CANARY) {
        throw new AssertionError("the kernel wrote past its slack");
      }
      return output.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /** Returns how many inputs the last merge put into quarantine. */
  public int setAside() {
    return setAside;
  }

  /** Returns how many members the last merge looked for in its base. */
  int touched() {
    return merger.touched();
  }

  /**
   * Returns how many adds and deletes of operands lay at or below the horizon of the last merge.
   */
  int refused() {
    return merger.refused();
  }

  /** Returns whether the last merge forgot something because the record weighed too much. */
  boolean isShortened() {
    return merger.isShortened();
  }

  /** Returns whether the last merge left out what is not a head's. */
  boolean isCut() {
    return merger.isCut();
  }

  /** Attaches {@code view} to a copy of {@code record} that this keeps until the next call. */
  public @Nullable String wrap(RecordView view, byte[] record) {
    return view.wrap(inputs.put(0, record), record.length);
  }

  /** Returns the index of a member in a group, or -1. */
  public int find(RecordView view, int group, byte[] member) {
    long address = inputs.put(1, member);
    return view.find(group, address, member.length, MemberHash.of(address, member.length));
  }

  /** Returns the one operation that decides about a member of a record; empty where none does. */
  public byte[] deciding(byte[] record, byte[] member) {
    RecordView view = new RecordView();
    if (wrap(view, record) != null) {
      throw new AssertionError("no record: " + Arrays.toString(record));
    }
    int live = find(view, LIVE, member);
    if (live >= 0) {
      return Operations.add(member, view.stamp(LIVE, live));
    }
    int deleted = find(view, TOMBSTONES, member);
    return deleted < 0 ? new byte[0] : Operations.delete(member, view.stamp(TOMBSTONES, deleted));
  }

  /** Calls {@code each} for every entry of a group, newest first. */
  public static void forEach(RecordView view, int group, EntryVisitor each) {
    EntryCursor cursor = new EntryCursor(view, group);
    while (cursor.next()) {
      each.entry(cursor.memberBytes(), cursor.stamp());
    }
  }

  /** Takes entries. */
  public interface EntryVisitor {
    /** Takes one entry. */
    void entry(byte[] member, long stamp);
  }

  @Override
  public void close() {
    inputs.close();
  }
}
