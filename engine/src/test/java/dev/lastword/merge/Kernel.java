// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.GuardedMemory;
import dev.lastword.record.MemberHash;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kernel for tests: byte arrays in, byte array out. Every input lies right before an
 * inaccessible page, so that a read past its end is not an unlikely event but a crash; the output
 * has exactly the slack that the kernel is promised.
 */
public final class Kernel implements AutoCloseable {

  private static final byte CANARY = 0x5A;

  private final GuardedMemory inputs = new GuardedMemory();
  private final StateMerger merger;
  private int setAside;

  /** Makes a kernel as stores use it. */
  public Kernel() {
    this(RecordWeight.MOST);
  }

  /** Makes a kernel whose records may weigh no more than so many bytes. */
  Kernel(long mostWeight) {
    merger = new StateMerger(mostWeight);
  }

  /** Merges and returns the result. */
  public byte[] merge(
      Policy policy, boolean full, byte @Nullable [] existing, List<byte[]> operands) {
    merger.begin(policy, full);
    return merge(existing, operands);
  }

  /** Merges in full as a read of the newest entries does. */
  public byte[] mergeHead(Policy policy, byte @Nullable [] existing, List<byte[]> operands) {
    merger.begin(policy, true);
    merger.keepHead(HeadReads.ENTRIES);
    return merge(existing, operands);
  }

  private byte[] merge(byte @Nullable [] existing, List<byte[]> operands) {
    int slot = 0;
    if (existing != null) {
      merger.addExisting(inputs.put(slot++, existing), existing.length);
    }
    for (byte[] operand : operands) {
      merger.addOperand(inputs.put(slot++, operand), operand.length);
    }
    int size = Math.toIntExact(merger.plan());
    setAside = merger.setAside();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment output = arena.allocate(size + RawMemory.SLACK + 1L);
      output.set(ValueLayout.JAVA_BYTE, size + RawMemory.SLACK, CANARY);
      merger.write(output.address());
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
