// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.merge.Policy;
import dev.lastword.tune.CandidateResult;
import dev.lastword.tune.Cost;
import dev.lastword.tune.Exactness;
import dev.lastword.tune.Lateness;
import dev.lastword.tune.Lateness.Coverage;
import dev.lastword.tune.Losses;
import dev.lastword.tune.Recommendation;
import dev.lastword.tune.Sizes;
import dev.lastword.tune.Spread;
import dev.lastword.tune.Spread.Bucket;
import dev.lastword.tune.Targets;
import dev.lastword.tune.TuneInput;
import dev.lastword.tune.TuneResult;
import dev.lastword.tune.TuneSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Made-up results for tests of the page. */
final class Samples {

  static final long READS = 40_000;
  static final Targets TARGETS =
      new Targets(0.999, OptionalLong.of(900_000), OptionalLong.of(300_000));

  private Samples() {}

  /** Two dozen candidates, some beaten, one recommended. */
  static TuneResult ordinary() {
    List<CandidateResult> candidates = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      double bytes = 90_000 * Math.pow(1.13, i) + (i % 5) * 9_000;
      long exact = READS - (i > 20 ? 0 : (long) (READS * 0.3 / Math.pow(2, i)));
      Policy policy = i % 3 == 1 ? Policy.keep() : Policy.forget();
      policy = policy.maxAdds(100L * (i + 1)).maxDeletes(200);
      candidates.add(
          candidate(policy, (long) bytes, exact, i % 5 == 4 || i > 21 ? Policy.keep() : null));
    }
    return result(input("feeds.tsv.gz"), lateness(), candidates, recommended(candidates.get(9)));
  }

  static Recommendation recommended(CandidateResult candidate) {
    return new Recommendation(
        candidate.policy(),
        null,
        List.of(
            "Take forget maxAdds=1000 maxDeletes=200, the cheapest candidate that meets the"
                + " targets.",
            "It needs 620 kB, 40 % of what it takes to truncate nothing."),
        "--max-adds 1000 --max-deletes 200 --on-overflow forget",
        "Policy policy = Policy.forget().maxAdds(1_000).maxDeletes(200);");
  }

  static Recommendation none() {
    List<String> words = List.of("No candidate meets the targets.", "Exact reads bind.");
    return new Recommendation(null, null, words, "", "");
  }

  static TuneResult result(
      TuneInput input,
      @Nullable Lateness lateness,
      List<CandidateResult> candidates,
      Recommendation recommendation) {
    return new TuneResult(
        input,
        new TuneSettings(50, 20, 32, 42, true),
        TARGETS,
        lateness,
        candidate(Policy.unbounded(), 1_540_000, READS, null),
        sizes(410_000),
        candidates,
        recommendation,
        123_456,
        2_000_000_000L,
        2);
  }

  static TuneInput input(String name) {
    Spread sizes =
        new Spread(
            303,
            9_000,
            9,
            120,
            600,
            700,
            List.of(
                new Bucket(0, 0, 9),
                new Bucket(1, 1, 37),
                new Bucket(2, 3, 41),
                new Bucket(4, 7, 60),
                new Bucket(8, 15, 66),
                new Bucket(16, 31, 44),
                new Bucket(32, 63, 25),
                new Bucket(64, 127, 14),
                new Bucket(256, 511, 6),
                new Bucket(512, 1_023, 1)));
    return new TuneInput(TuneInput.Kind.LOG, name, 303, 66_000, 6_422, 0, sizes, sizes);
  }

  static CandidateResult candidate(
      Policy policy, long bytes, long exact, @Nullable Policy dominatedBy) {
    Spread ages = new Spread(3, 900, 200, 500, 500, 500, List.of(new Bucket(256, 511, 3)));
    boolean keep = policy.overflow() == Policy.Overflow.KEEP;
    return new CandidateResult(
        policy,
        sizes(bytes),
        new Exactness(READS, exact, 303, 300, 900_000, READS - exact, 7, 3),
        new Losses(12, 34, 5, 6, 2, keep ? 3 : 0, keep ? ages : Spread.NONE),
        new Cost(72_422, 3_000, 60_000_000, 30_000_000),
        dominatedBy,
        exact >= READS * 0.999 && bytes <= 900_000);
  }

  static Sizes sizes(long bytes) {
    Spread perSet =
        new Spread(303, bytes, bytes / 900, bytes / 200, bytes / 20, bytes / 4, List.of());
    return new Sizes(perSet, bytes / 30, bytes / 600, 10, 20);
  }

  static Lateness lateness() {
    List<Coverage> curve = new ArrayList<>();
    curve.add(new Coverage(0, 67_353));
    for (int i = 0; i < 40; i++) {
      double left = i == 39 ? 0 : Math.pow(1 - (i + 1) / 40.0, 2);
      long covered = 72_422 - (long) (5_069 * left);
      curve.add(new Coverage((long) Math.pow(14_700_000, (i + 1) / 40.0), covered));
    }
    Spread spread = new Spread(5_069, 1, 518_400, 4_000_000, 9_700_000, 14_700_000, List.of());
    return new Lateness(72_422, 5_069, spread, 9_700_000, 12_400_000, 14_700_000, curve);
  }
}
