// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Gen;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Op;
import dev.lastword.model.Position;
import dev.lastword.model.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under KEEP copies are alike as long as no tombstone was dropped, and no longer. */
final class KeepTest {
  private static final byte[] KEY = {'k'};
  private static final byte[] X = {'x'};

  @TempDir Path dir;

  @Test
  void copies_belowTheThresholds_equalTheModel() {
    ModelPolicy policy = ModelPolicy.keep().maxAdds(2_000).maxDeletes(2_000);
    for (long seed : Seeds.seeds(10)) {
      Gen gen = new Gen(seed);
      try (ChangelogBench from = bench(seed + "from", policy);
          ChangelogBench follower = bench(seed + "follower", policy);
          ChangelogBench restored = bench(seed + "restored", policy)) {
        List<Op> input = new ArrayList<>();
        for (int commit = 0; commit < 4; commit++) {
          int seen = from.log().size();
          List<Op> operations = Histories.operations(gen);
          input.addAll(operations);
          from.join(KEY, operations);
          from.commit();
          follower.restore(from.log().subList(seen, from.log().size()));
        }
        restored.restore(gen.shuffled(from.compacted()));
        List<Position> expected = Models.state(policy, List.of(), input).visible();
        for (ChangelogBench bench : List.of(from, follower, restored)) {
          assertEquals(expected, Models.state(bench.record(KEY)).visible(), "seed " + seed);
        }
        assertArrayEquals(from.record(KEY), restored.record(KEY), "seed " + seed);
      }
    }
  }

  /** What {@link LwwSets#store} warns of. */
  @Test
  void member_whoseTombstoneWasDropped_isShownByAStandbyAndWrittenBack() {
    ModelPolicy policy = ModelPolicy.keep().maxDeletes(0);
    try (ChangelogBench active = bench("active", policy);
        ChangelogBench standby = bench("standby", policy);
        ChangelogBench restored = bench("restored", policy)) {
      active.join(KEY, List.of(Op.add("x", 1)));
      active.commit();
      standby.restore(active.log());
      active.join(KEY, List.of(Op.delete("x", 2), Op.add("y", 3)));
      active.commit();
      standby.restore(active.log().subList(1, 2));
      assertFalse(active.sets().contains(KEY, X).isPresent());
      assertTrue(standby.sets().contains(KEY, X).isPresent());
      standby.join(KEY, List.of(Op.add("z", 4)));
      standby.commit();
      restored.restore(standby.log());
      assertTrue(restored.sets().contains(KEY, X).isPresent());
    }
  }

  private ChangelogBench bench(String name, ModelPolicy policy) {
    return new ChangelogBench(dir.resolve(name), Models.policy(policy));
  }
}
