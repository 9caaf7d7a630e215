// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Kernel;
import dev.lastword.merge.KernelStateMachine;
import dev.lastword.merge.Policy;
import dev.lastword.merge.Truncation;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import dev.lastword.record.EntryCursor;
import dev.lastword.record.GuardedMemory;
import dev.lastword.record.MemberHash;
import dev.lastword.record.Operations;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does to arbitrary bytes all that Lastword would do to a record, with the bytes right before an
 * inaccessible page. Whatever they hold: no crash, no exception, an end, memory in proportion to
 * their number; and what passes for canonical is written as the same bytes again.
 */
final class Hostile implements AutoCloseable {

  private static final int SAMPLES = 40;
  private static final byte[] MEMBER = "member-1".getBytes(StandardCharsets.UTF_8);
  private static final List<Policy> POLICIES =
      List.of(
          Policy.unbounded(),
          Policy.forget().maxAdds(3).maxDeletes(2).window(50),
          Policy.forget().maxAdds(0).maxDeletes(0),
          Policy.keep().maxAdds(2).maxDeletes(1).window(1_000));

  private final GuardedMemory memory = new GuardedMemory();
  private final Kernel kernel = new Kernel();
  private final KernelStateMachine machine = new KernelStateMachine();
  private final RecordView view = new RecordView();
  private int turn;

  /** What the kernel takes bytes for. */
  enum Kind {
    /** A record, and the only one of its state. */
    CANONICAL,
    /** No record: they go into quarantine. */
    UNREADABLE,
    /** What a merge cannot afford to tell from a record, such as a member that is there twice. */
    DOUBTFUL
  }

  /** Tells what the kernel takes bytes for, as a base value or as an operand. */
  Kind kind(byte[] bytes, boolean base) {
    String problem = view.wrap(memory.put(0, bytes), bytes.length);
    if (problem == null) {
      problem = base ? RecordCheck.checkHeader(view) : RecordCheck.check(view);
    }
    if (problem != null) {
      return Kind.UNREADABLE;
    }
    return RecordCheck.checkDeep(view) == null ? Kind.CANONICAL : Kind.DOUBTFUL;
  }

  /** Reads and merges. */
  void exercise(byte[] bytes) {
    String problem = read(bytes);
    merge(bytes, problem);
  }

  /** Reads by every accessor; returns null where the bytes are a canonical record. */
  @Nullable String read(byte[] bytes) {
    heads(bytes);
    long address = memory.put(0, bytes);
    String problem = view.wrap(address, bytes.length);
    if (problem != null) {
      HostileDecode.decode(bytes, view, problem);
      HostileDecode.fields(bytes, view, problem);
      return problem;
    }
    touchAll();
    problem = RecordCheck.checkHeader(view);
    String thorough = RecordCheck.check(view);
    assertTrue(problem == null || thorough != null, "check accepts what checkHeader refuses");
    String deep = RecordCheck.checkDeep(view);
    assertTrue(thorough == null || deep != null, "checkDeep accepts what check refuses");
    for (Policy policy : POLICIES) {
      Truncation.needed(view, policy);
      Truncation.oldestVisible(view, policy);
    }
    HostileDecode.decode(bytes, view, deep);
    HostileDecode.fields(bytes, view, thorough);
    return deep;
  }

  /** Merges as base value and as operand, alone and with others. */
  void merge(byte[] bytes, @Nullable String problem) {
    if (problem == null) {
      assertArrayEquals(bytes, kernel.merge(POLICIES.getFirst(), true, bytes, List.of()));
      assertArrayEquals(bytes, kernel.merge(POLICIES.getFirst(), false, null, List.of(bytes)));
      assertRebuilt(bytes);
    } else if (view.wrap(memory.put(0, bytes), bytes.length) != null) {
      assertQuarantined(bytes);
    }
    Policy policy = POLICIES.get(turn++ % POLICIES.size());
    byte[] add = Operations.add(MEMBER, 1_000);
    byte[] delete = Operations.delete(new byte[] {1}, 5);
    sound(kernel.merge(policy, true, bytes, List.of(add, delete)));
    sound(kernel.merge(policy, turn % 2 == 0, null, List.of(add, bytes, delete)));
    sound(kernel.merge(policy, true, bytes, List.of(bytes, Operations.forget(3, MEMBER))));
    tell(policy, problem == null, bytes, List.of(add, delete));
    tell(policy, true, null, List.of(add, bytes, delete)); // operands are checked
  }

  /** Of a member is told, if anything, what the merge leaves of it where its inputs are sound. */
  private void tell(
      Policy policy, boolean sound, byte @Nullable [] existing, List<byte[]> operands) {
    byte[] told = kernel.mergeMember(policy, MEMBER, existing, operands);
    if (told != null && sound) {
      byte[] whole = kernel.merge(policy, true, existing, operands);
      assertArrayEquals(kernel.deciding(whole, MEMBER), told);
    }
  }

  /** The kernel's results are records, or at least can be read as such. */
  void sound(byte[] result) {
    assertNull(view.wrap(memory.put(0, result), result.length));
    touchAll();
  }

  /**
   * The record comes out of all that it says, one by one. Not so where its quarantine holds a
   * record: nobody looks at what is in there, and as an operand that would be merged.
   */
  private void assertRebuilt(byte[] bytes) {
    ModelState state = machine.decode(bytes);
    if (state.quarantine().stream()
        .allMatch(each -> kind(each.array(), false) == Kind.UNREADABLE)) {
      assertArrayEquals(bytes, Golden.encode(machine, state));
    }
  }

  private void assertQuarantined(byte[] bytes) {
    byte[] merged = kernel.merge(POLICIES.getFirst(), true, null, List.of(bytes));
    assertEquals(Set.of(Bytes.of(bytes)), machine.decode(merged).quarantine());
  }

  /** Attaches to beginnings of the bytes, each at the end of accessible memory. */
  private void heads(byte[] bytes) {
    int step = Math.max(1, bytes.length / 8);
    for (int available = 0; available < bytes.length; available += step) {
      byte[] head = Arrays.copyOf(bytes, available);
      if (view.wrapHead(memory.put(0, head), available, bytes.length) == null
          && view.headReadable()) {
        touchEntries(LIVE, view.segmentCount(0));
      }
    }
  }

  private void touchAll() {
    for (int group = 0; group < GROUPS; group++) {
      touchEntries(group, view.count(group));
      findEntries(group);
      walk(group);
    }
    assertEquals(view.entries(), view.adds() + view.deletes());
    if (view.hasHorizon()) {
      touch(view.horizonMemberAddress(), view.horizonMemberLength());
    }
    long at = view.quarantineAddress();
    for (int i = 0; i < view.quarantineCount(); i++) {
      long length = RawMemory.getU32(at);
      touch(at + Integer.BYTES, Math.toIntExact(length));
      at += Integer.BYTES + length;
    }
  }

  private void touchEntries(int group, int count) {
    int step = Math.max(1, count / SAMPLES);
    for (int i = 0; i < count; i += step) {
      view.stamp(group, i);
      long member = view.memberAddress(group, i);
      int length = view.memberLength(group, i);
      touch(member, length);
    }
  }

  private void findEntries(int group) {
    int count = view.count(group);
    int step = Math.max(1, count / SAMPLES);
    for (int i = 0; i < count; i += step) {
      find(group, view.memberAddress(group, i), view.memberLength(group, i));
    }
  }

  private void find(int group, long member, int length) {
    view.find(group, member, length, MemberHash.of(member, length));
    view.find(group, member, length, 0);
  }

  private void walk(int group) {
    EntryCursor cursor = new EntryCursor(view, group);
    int walked = 0;
    while (cursor.next()) {
      assertEquals(walked++, cursor.index());
      cursor.stamp();
    }
    assertEquals(view.count(group), walked);
    cursor.skip(group, walked / 2);
    if (cursor.next()) {
      touch(cursor.member(), cursor.memberLength());
    }
  }

  /** Reads the first and the last byte. */
  private static void touch(long address, int length) {
    if (length > 0) {
      RawMemory.getU8(address);
      RawMemory.getU8(address + length - 1);
    }
  }

  @Override
  public void close() {
    memory.close();
    kernel.close();
    machine.close();
  }
}
