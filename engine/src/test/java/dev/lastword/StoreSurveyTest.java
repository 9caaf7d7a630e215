// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pass over a store finds, on sets whose every figure is known. */
final class StoreSurveyTest {
  @TempDir Path dir;

  @Test
  void survey_ofKnownSets_addsThemUp() throws Exception {
    try (LwwStore store = LwwStore.open(dir, Policy.forget().maxAdds(4))) {
      fill(store);
      assertNull(store.metrics().lastSurvey());
      StoreSurvey survey = store.survey(Progress.NONE);
      assertSame(survey, store.metrics().lastSurvey());
      assertEquals(5, survey.sets());
      assertEquals(1, survey.unreadable());
      assertEquals(4 + 1 + 1, survey.members());
      assertEquals(4 + 3 + 1, survey.entries());
      assertEquals(2, survey.tombstones());
      assertEquals(1, survey.quarantined());
      assertEquals(0.25, survey.tombstoneShare());
      assertEquals(new Spread(5, 1, 4, 4, 4), survey.setMembers());
      assertEquals(new Spread(3, 0, 6_666, 6_666, 6_666), tombstoneShares(survey));
      assertEquals(new Spread(2, 50, 70, 70, 70), survey.horizonAge());
      assertEquals(new Spread(5, 2, 5, 5, 5), survey.pendingOperands());
      assertFalse(survey.took().isNegative());

      store.rocksdb().delete(utf8("broken"));
      store.compact();
      StoreSurvey compacted = store.survey(Progress.NONE);
      assertEquals(new Spread(5, 0, 0, 0, 0), compacted.pendingOperands());
      assertEquals(survey.setMembers(), compacted.setMembers());
      assertEquals(0, compacted.unreadable());
    }
  }

  /** A share of 66.66 % lies where spreads are rounded, but the greatest is exact. */
  private static Spread tombstoneShares(StoreSurvey survey) {
    return survey.setTombstoneShare();
  }

  private static void fill(LwwStore store) throws Exception {
    for (int i = 0; i < 5; i++) {
      store.add("a", "m" + i, 10 * i + (i == 4 ? 30 : 0)); // 0 goes; 10, 20, 30, 70 stay
    }
    store.add("b", "x", 1);
    store.delete("b", "y", 2);
    store.delete("b", "z", 3);
    store.forget("c", 9);
    store.add("d", "x", 100);
    store.forget("d", 50);
    store.rocksdb().merge(utf8("e"), new byte[] {77});
    store.rocksdb().put(utf8("broken"), new byte[] {77});
  }

  @Test
  void summarize_whateverTheThreadReadBefore_countsOperandsOfEachKeyAlone() {
    List<SetSummary> summaries = new ArrayList<>();
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add("a", "m", 1);
      store.compact();
      store.add("b", "m", 1);
      store.add("b", "n", 2);
      store.add("c", "m", 1);
      store.compact();
      store.add("c", "n", 2);
      store.size("c");
      store.summarize(set -> {
        summaries.add(set);
        store.size("c"); // merges between the steps of the pass
      });
    }
    assertEquals(List.of(0, 0, 1), summaries.stream().map(SetSummary::pendingOperands).toList());
    assertTrue(summaries.stream().allMatch(set -> set.horizonAge().equals(OptionalLong.empty())));
  }

  @Test
  void pendingOperands_ofAnySet_areThoseThatPendingLists() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      for (int i = 0; i < 30; i++) {
        for (int n = 0; n <= i % 5; n++) {
          store.add("key" + i % 7, "m" + i + n, i);
        }
        if (i % 11 == 10) {
          store.flush();
        }
      }
      List<Integer> counted = new ArrayList<>();
      List<Integer> listed = new ArrayList<>();
      store.summarize(set -> counted.add(set.pendingOperands()));
      for (int i = 0; i < 7; i++) {
        PendingRecord pending = store.pending(utf8("key" + i));
        listed.add(pending == null ? -1 : pending.operands().size());
      }
      assertEquals(listed, counted);
    }
  }
}
