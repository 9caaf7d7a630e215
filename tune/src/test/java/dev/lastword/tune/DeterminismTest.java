// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.lastword.model.KeyedOp;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelSets;
import dev.lastword.model.ModelState;
import dev.lastword.model.OpLog;
import dev.lastword.model.Shared;
import dev.lastword.tune.SyntheticSpec.Delay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results depend on the data and the seed alone, and the references on nothing but the model. */
class DeterminismTest {
  private static final SyntheticSpec SPEC =
      new SyntheticSpec(
          6000, 40, 1, 0.25, 0.3, 0.05, 0.2, new Delay(Delay.Shape.PARETO, 2000), 12, 7);

  /** So small that parts go to disk, are parted again, and large sets are streamed. */
  private static final SpoolSizes TINY = new SpoolSizes(4, 512, 2048);

  @TempDir Path dir;

  @Test
  void run_anyThreadsAndSpool_givesTheSameResult() throws IOException {
    TuneResult once = run(tuner(1));
    assertEquals(once, run(tuner(1)));
    assertEquals(once, run(tuner(3)));
    assertEquals(once, run(tuner(2).sizes(TINY).temporary(dir)));
    try (Stream<Path> left = Files.list(dir)) {
      assertEquals(List.of(), left.toList(), "temporary files");
    }
  }

  @Test
  void run_anotherSeed_readsOtherPages() throws IOException {
    Exactness first = run(tuner(1)).candidates().getLast().exactness();
    Exactness second = run(tuner(1).seed(1)).candidates().getLast().exactness();
    assertNotEquals(first, second);
  }

  @Test
  void run_untruncated_isAlwaysExact() throws IOException {
    for (int operands : new int[] {1, 7, 64}) {
      CandidateResult everything = run(tuner(2).operandsPerMerge(operands)).untruncated();
      Exactness exactness = everything.exactness();
      Losses losses = everything.losses();
      if (exactness == null || losses == null) {
        throw new AssertionError("nothing was measured");
      }
      assertEquals(exactness.reads(), exactness.exact());
      assertEquals(
          List.of(0L, 0L, 0L, 0L, 0L, 0L),
          List.of(
              losses.forgotten(),
              losses.refused(),
              losses.refusedLive(),
              losses.missingAtEnd(),
              losses.deadAtEnd(),
              losses.comebacks()));
    }
  }

  @Test
  void run_realLog_referencesAgreeWithTheModel() throws IOException {
    List<KeyedOp> operations = OpLog.read(Shared.file("data/rocksdb-history.tsv.gz"));
    TuneResult result = Tuner.builder().build().run(Logs.of(operations));
    var model = ModelSets.of(ModelPolicy.forget(), operations);
    long live = 0;
    long adds = 0;
    long deletes = 0;
    for (ModelState state : model.values()) {
      live += state.visible().size();
      adds += state.adds().size();
      deletes += state.deletes().size();
    }
    Sizes everything = result.untruncated().sizes();
    assertEquals(model.size(), result.input().sets());
    assertEquals(live, result.input().live().sum(), "the exact answer");
    assertEquals(live, everything.live());
    assertEquals(adds, everything.live() + everything.buried());
    assertEquals(deletes, everything.tombstones() + everything.outlived());
  }

  private static Tuner.Builder tuner(int threads) {
    return Tuner.builder().threads(threads).page(5);
  }

  private static TuneResult run(Tuner.Builder tuner) throws IOException {
    return tuner.build().run(new SyntheticSource(SPEC)).withoutTimings();
  }
}
