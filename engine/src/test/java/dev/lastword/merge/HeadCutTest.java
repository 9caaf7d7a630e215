// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.record.Operations;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A merge for a page says whether it has left something out: then its result is no record's. */
final class HeadCutTest {
  private static final int ENTRIES = RecordFormat.HEAD_ENTRIES + 1;

  private final Kernel kernel = new Kernel();
  private final RecordView view = new RecordView();

  @Test
  void mergeHead_asManyAsAHeadAndOneMore_leavesNothingOut() {
    kernel.mergeHead(Policy.unbounded(), null, adds(ENTRIES));
    assertFalse(kernel.isCut());
  }

  @Test
  void mergeHead_oneMoreThanThat_leavesTheOldestOut() {
    byte[] head = kernel.mergeHead(Policy.unbounded(), null, adds(ENTRIES + 1));
    assertTrue(kernel.isCut());
    assertNull(kernel.wrap(view, head));
    assertEquals(ENTRIES, view.entries());
    assertEquals(1, view.stamp(RecordFormat.LIVE, ENTRIES - 1));
  }

  @Test
  void mergeHead_anEntryThatIsNotLive_isLeftOut() {
    List<byte[]> operands = new ArrayList<>(adds(1));
    operands.add(Operations.delete(new byte[] {99}, 1));
    byte[] head = kernel.mergeHead(Policy.unbounded(), null, operands);
    assertTrue(kernel.isCut());
    assertNull(kernel.wrap(view, head));
    assertEquals(1, view.entries());
  }

  @Test
  void merge_afterOneThatWasCut_isNot() {
    kernel.mergeHead(Policy.unbounded(), null, adds(ENTRIES + 1));
    byte[] whole = kernel.merge(Policy.unbounded(), true, null, adds(ENTRIES + 1));
    assertFalse(kernel.isCut());
    assertNull(kernel.wrap(view, whole));
    assertEquals(ENTRIES + 1, view.entries());
  }

  private static List<byte[]> adds(int count) {
    List<byte[]> adds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      adds.add(Operations.add(new byte[] {(byte) i}, i));
    }
    return adds;
  }

  @AfterEach
  void free() {
    kernel.close();
  }
}
