// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Logs so small that every figure can be worked out by hand. */
class HandComputedTest {
  private static final String FORGETFUL = "k:+a@1 k:+b@2 k:+c@3 k:+a@0 k:-c@4";

  @Test
  void run_addsBeyondTheBound_areForgottenAndRefused() throws IOException {
    // Under maxAdds 2 the third add raises the horizon to (1, a): a, which is live, is forgotten;
    // a@0 comes below that. It would not show anyway, as a@1 is newer.
    TuneResult result = run(FORGETFUL, 2, Policy.forget().maxAdds(2));
    CandidateResult candidate = result.candidates().getFirst();
    Losses losses = candidate.losses();
    assertNotNull(losses);
    assertEquals(1, losses.forgotten());
    assertEquals(1, losses.refused());
    assertEquals(0, losses.refusedLive());
    assertEquals(1, losses.missingAtEnd(), "a@1");
    assertEquals(0, losses.deadAtEnd());
    assertEquals(0, losses.comebacks());
    // Pages of two: after each operation a; b a; c b; c b; b a, and the last once more at the end.
    Exactness exactness = candidate.exactness();
    assertNotNull(exactness);
    assertEquals(new Exactness(6, 4, 1, 0, 11, 2, 0, 0), exactness);
    Sizes sizes = candidate.sizes();
    assertEquals(1, sizes.live(), "b");
    assertEquals(1, sizes.tombstones(), "c");
    assertEquals(1, sizes.buried(), "the add of c");
    assertEquals(0, sizes.outlived());
    Cost cost = candidate.cost();
    assertNotNull(cost);
    assertEquals(5, cost.operations());
    assertEquals(5, cost.merges());
    assertFalse(candidate.meetsTargets());
    assertNull(result.recommendation().policy());
  }

  @Test
  void run_aRefusedAddThatShouldShow_isCounted() throws IOException {
    Losses losses =
        run("k:+a@5 k:+b@6 k:+c@7 k:+d@4", 9, Policy.forget().maxAdds(2))
            .candidates()
            .getFirst()
            .losses();
    assertNotNull(losses);
    assertEquals(1, losses.forgotten(), "a");
    assertEquals(1, losses.refused(), "d");
    assertEquals(1, losses.refusedLive(), "d");
    assertEquals(2, losses.missingAtEnd(), "a and d");
  }

  @Test
  void run_oneResurrection_reportsExactlyOne() throws IOException {
    // KEEP drops the tombstone of x at once, so that the late add of x at 7 comes back, 3 after
    // its delete at 10; the newest stamp is 13 then. FORGET refuses it.
    String log = "k:+x@5 k:-x@10 k:-y@11 k:-z@12 k:+w@13 k:+x@7";
    TuneResult result = run(log, 9, Policy.keep().maxDeletes(2), Policy.forget().maxDeletes(2));
    Losses keep = of(result, Policy.keep().maxDeletes(2));
    assertEquals(1, keep.comebacks());
    assertEquals(3, keep.comebackAge().max());
    assertEquals(3, keep.comebackAge().sum());
    assertEquals(1, keep.deadAtEnd());
    assertEquals(0, keep.missingAtEnd());
    assertEquals(0, keep.refused());
    Losses forget = of(result, Policy.forget().maxDeletes(2));
    assertEquals(0, forget.comebacks());
    assertEquals(0, forget.deadAtEnd());
    assertEquals(1, forget.refused());
    assertEquals(0, forget.forgotten());
  }

  @Test
  void run_keepWithABound_countsTheAddsItDrops() throws IOException {
    Losses losses =
        run("k:+a@1 k:+b@2 k:+c@3 k:+d@0", 9, Policy.keep().maxAdds(2))
            .candidates()
            .getFirst()
            .losses();
    assertNotNull(losses);
    assertEquals(2, losses.forgotten(), "a, then d at once");
    assertEquals(2, losses.missingAtEnd());
  }

  @Test
  void run_keepWithABound_countsARepeatedAddOnce() throws IOException {
    Policy policy = Policy.keep().maxAdds(2);
    String[] logs = {
      "k:+a@1 k:+b@2 k:+c@3 k:+a@1", // dropped from the record, then at once
      "k:+b@2 k:+c@3 k:+a@1 k:+a@1", // at once, twice
      "k:+b@2 k:+b@2 k:+c@3 k:+c@3 k:+a@1 k:+b@2 k:+a@1 k:+c@3 k:+a@1"
    };
    for (String log : logs) {
      for (int operands = 1; operands < 10; operands++) {
        Losses losses = run(log, 9, operands, policy).candidates().getFirst().losses();
        assertNotNull(losses);
        assertEquals(1, losses.forgotten(), log + ", by " + operands);
        assertEquals(1, losses.missingAtEnd());
      }
    }
  }

  @Test
  void run_keepWithABound_forgetsWhatIsMissing() throws IOException {
    // Each member has one stamp and no delete: what was forgotten is what is missing at the end.
    long seed = Long.getLong("lastword.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      StringBuilder log = new StringBuilder("k:+m0@0");
      for (int i = random.nextInt(60); i > 0; i--) {
        int member = random.nextInt(20);
        log.append(" k:+m").append(member).append('@').append(member / 3);
      }
      Policy policy = Policy.keep().maxAdds(random.nextInt(8));
      TuneResult result = run(log.toString(), 9, 1 + random.nextInt(12), policy);
      Losses losses = result.candidates().getFirst().losses();
      assertNotNull(losses);
      assertEquals(losses.missingAtEnd(), losses.forgotten(), "seed=" + seed + " log=" + log);
    }
  }

  @Test
  void run_lateOperations_giveTheWindows() throws IOException {
    Lateness lateness =
        run("k:+a@10 k:+b@20 k:+c@15 k:-a@20 k:+d@13 j:+a@1", 9, Policy.forget()).lateness();
    assertNotNull(lateness);
    assertEquals(6, lateness.operations());
    assertEquals(2, lateness.late(), "c by 5, d by 7");
    assertEquals(12, lateness.spread().sum());
    assertEquals(7, lateness.windowAll());
    assertEquals(7, lateness.window99());
    assertEquals(
        List.of(
            new Lateness.Coverage(0, 4), new Lateness.Coverage(5, 5), new Lateness.Coverage(7, 6)),
        lateness.curve());
  }

  @Test
  void lateness_thousandOperations_giveTheRankedWindows() {
    // 989 in time and 11 late by 1 to 11: the 990th of them is late by 1, the 999th by 10.
    LateWatch watch = new LateWatch();
    for (int i = 0; i < 989; i++) {
      watch.note(i == 0, i, i);
    }
    for (int late = 1; late <= 11; late++) {
      watch.note(false, 988, 988 - late);
    }
    Lateness lateness = watch.lateness();
    assertEquals(
        List.of(1L, 10L, 11L),
        List.of(lateness.window99(), lateness.window999(), lateness.windowAll()));
  }

  @Test
  void spread_sumTooGreat_staysAtTheGreatestNumber() {
    LateWatch watch = new LateWatch();
    watch.note(true, 0, Long.MAX_VALUE);
    watch.note(false, Long.MAX_VALUE, 1);
    watch.note(false, Long.MAX_VALUE, Long.MAX_VALUE - 1);
    assertEquals(Long.MAX_VALUE, watch.lateness().spread().sum());
    watch.note(false, Long.MAX_VALUE, 0);
    assertEquals(Long.MAX_VALUE, watch.lateness().spread().sum());
    LateWatch both = new LateWatch();
    both.addAll(watch);
    both.addAll(watch);
    assertEquals(Long.MAX_VALUE, both.lateness().spread().sum());
    assertEquals(6, both.lateness().spread().count());
  }

  @Test
  void run_budgetsExactlyReached_areMet() throws IOException {
    String log = "k:+a@1 k:+b@2 j:+c@3";
    Sizes sizes = run(log, 9, Policy.forget()).candidates().getFirst().sizes();
    OptionalLong total = OptionalLong.of(sizes.bytes());
    OptionalLong largest = OptionalLong.of(sizes.perSet().max());
    assertTrue(meets(log, new Targets(1, total, largest)));
    assertFalse(
        meets(log, new Targets(1, OptionalLong.of(sizes.bytes() - 1), OptionalLong.empty())));
    assertFalse(
        meets(
            log, new Targets(1, OptionalLong.empty(), OptionalLong.of(sizes.perSet().max() - 1))));
  }

  @Test
  void run_input_isCounted() throws IOException {
    TuneInput input = run("k:+a@1 j:+b@2 k:-a@3 k:!@2 k:+c@4", 9, Policy.forget()).input();
    assertEquals(2, input.sets());
    assertEquals(3, input.adds());
    assertEquals(1, input.deletes());
    assertEquals(1, input.forgets());
    assertEquals(4, input.setSize().max());
    assertEquals(2, input.live().sum());
  }

  @Test
  void run_moreThreadsThanWork_startsNoMoreThanThereIsWork() throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    threads.resetPeakThreadCount();
    int before = threads.getThreadCount();
    Tuner.builder().threads(500).build().run(Logs.of("k:+a@1 j:+b@2"));
    assertTrue(threads.getPeakThreadCount() < before + 100, "peak=" + threads.getPeakThreadCount());
  }

  @Test
  void run_severalThatMeet_recommendsTheCheapest() throws IOException {
    Policy cheap = Policy.forget().maxAdds(2);
    TuneResult result =
        run(
            "k:+a@1 k:+b@2 k:+c@3 k:+d@4 k:+e@5 k:+f@6 k:+g@7 k:+h@8 k:+i@9",
            2,
            Policy.forget(),
            cheap,
            Policy.forget().maxAdds(1));
    assertEquals(cheap, result.recommendation().policy());
    assertEquals(Policy.forget().maxAdds(1), result.recommendation().nextCheaper());
    assertEquals("--max-adds 2 --on-overflow forget", result.recommendation().flags());
    assertEquals("Policy policy = Policy.forget().maxAdds(2);", result.recommendation().java());
    CandidateResult all = result.candidates().get(1);
    assertTrue(all.meetsTargets());
    assertEquals(cheap, all.dominatedBy());
  }

  @Test
  void run_budgetTooSmall_namesTheBindingTarget() throws IOException {
    TuneResult result =
        Tuner.builder()
            .targets(new Targets(1, OptionalLong.of(1), OptionalLong.empty()))
            .candidates(List.of(Policy.forget()))
            .build()
            .run(Logs.of("k:+a@1 k:+b@2"));
    assertNull(result.recommendation().policy());
    long bytes = result.candidates().getFirst().sizes().bytes();
    String words = String.join(" ", result.recommendation().words());
    assertTrue(words.contains("The binding target is the budget in total"), words);
    assertTrue(words.contains("A target of " + bytes + " bytes would be met."), words);
  }

  private static boolean meets(String log, Targets targets) throws IOException {
    return Tuner.builder()
        .targets(targets)
        .candidates(List.of(Policy.forget()))
        .build()
        .run(Logs.of(log))
        .candidates()
        .getFirst()
        .meetsTargets();
  }

  private static Losses of(TuneResult result, Policy policy) {
    Losses losses =
        result.candidates().stream()
            .filter(candidate -> candidate.policy().equals(policy))
            .findFirst()
            .orElseThrow()
            .losses();
    assertNotNull(losses);
    return losses;
  }

  /** Merges and reads after each operation. */
  private static TuneResult run(String log, int page, Policy... policies) throws IOException {
    return run(log, page, 1, policies);
  }

  private static TuneResult run(String log, int page, int operands, Policy... policies)
      throws IOException {
    return Tuner.builder()
        .page(page)
        .readEvery(1)
        .operandsPerMerge(operands)
        .candidates(List.of(policies))
        .build()
        .run(Logs.of(log));
  }
}
