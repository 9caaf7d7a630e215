// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static dev.lastword.record.RecordFormat.HEAD_ENTRIES;
import static dev.lastword.record.RecordFormat.LIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Kernel;
import dev.lastword.merge.Policy;
import dev.lastword.merge.Truncation;
import dev.lastword.model.Allocation;
import dev.lastword.record.GuardedMemory;
import dev.lastword.record.Operations;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The read of a page, which looks at a record's first bytes only: what they say of the rest is not
 * to be believed. The input is four bytes (big-endian) that say how much longer the record is, and
 * its head.
 */
final class HostileHead implements AutoCloseable {
  private static final List<Policy> POLICIES =
      List.of(Policy.unbounded(), Policy.forget().maxAdds(3).window(50), Policy.keep().maxAdds(2));

  private static final long HEAP = 64 << 10;

  private final GuardedMemory memory = new GuardedMemory();
  private final Kernel kernel = new Kernel();
  private final Hostile hostile = new Hostile();
  private final RecordView view = new RecordView();

  void exercise(byte[] bytes) {
    if (bytes.length < Integer.BYTES) {
      return;
    }
    long more = ByteBuffer.wrap(bytes).getInt() & 0xFFFF_FFFFL;
    byte[] head = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    bounded(head, head.length + more);
    bounded(head, head.length);
    pages(head);
  }

  /** A head costs no more than a head, whatever it says of the rest. */
  private void bounded(byte[] head, long length) {
    Allocation.atMost(
        HEAP,
        () -> {
          read(head, length);
          return true;
        });
  }

  /** Reads all that the view vouches for. */
  private void read(byte[] head, long length) {
    if (view.wrapHead(memory.put(0, head), head.length, length) != null) {
      return;
    }
    assertEquals(view.entries(), view.adds() + view.deletes());
    view.saysQuarantine();
    for (Policy policy : POLICIES) {
      Truncation.neededByCounts(view, policy);
      Truncation.oldestVisible(view, policy);
    }
    if (view.headReadable()) {
      entries(Math.min(view.count(LIVE), HEAD_ENTRIES));
    }
  }

  /**
   * A page read from merged operands is that of the whole merge; unless the base value's entries
   * are not in order, which no merge looks at: then both can be read, and that is all.
   */
  private void pages(byte[] record) {
    boolean doubtful = hostile.kind(record, true) == Hostile.Kind.DOUBTFUL;
    List<byte[]> operands =
        List.of(Operations.add(new byte[] {7}, 40), Operations.delete(new byte[] {8}, 3));
    for (Policy policy : POLICIES) {
      List<String> whole = page(kernel.merge(policy, true, record, operands));
      List<String> head = page(kernel.mergeHead(policy, record, operands));
      if (!doubtful) {
        assertEquals(whole, head);
      }
    }
  }

  private List<String> page(byte[] record) {
    assertNull(view.wrap(memory.put(0, record), record.length));
    return entries(Math.min(view.count(LIVE), HEAD_ENTRIES));
  }

  private List<String> entries(int count) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = view.memberLength(LIVE, i);
      long member = view.memberAddress(LIVE, i);
      assertTrue(length >= 0);
      int ends = length == 0 ? 0 : RawMemory.getU8(member) + RawMemory.getU8(member + length - 1);
      entries.add(view.stamp(LIVE, i) + ":" + length + ":" + ends);
    }
    return entries;
  }

  @Override
  public void close() {
    memory.close();
    kernel.close();
    hostile.close();
  }
}
