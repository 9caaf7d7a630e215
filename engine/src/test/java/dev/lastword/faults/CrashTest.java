// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Gen;
import dev.lastword.model.Seeds;
import dev.lastword.model.Soak;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills processes, and compares what their databases hold with what they acknowledged. */
final class CrashTest {
  /** Each seed is two databases that die so many times, a few times within their own recovery. */
  private static final int DEATHS = 5;

  /** What can be aimed at in any database, in the order of the short form. */
  private static final List<Phase> ALWAYS =
      List.of(Phase.CHECKPOINT, Phase.INGEST, Phase.FLUSH, Phase.CLOSE, Phase.OPEN, Phase.COMPACT);

  /** The same of a database whose policies get narrower; as long as they can. */
  private static final List<Phase> NARROWING =
      List.of(Phase.SWEEP, Phase.ADOPT, Phase.COMPACT, Phase.SWEEP, Phase.OPEN);

  private final Tally tally = new Tally();

  @TempDir Path temp;

  @Test
  void reopening_afterKills_findsWhatWasAcknowledged() throws IOException, InterruptedException {
    List<Long> seeds = Seeds.seeds(Soak.rounds(1, 20));
    for (long seed : seeds) {
      try {
        kill(seed, false);
        kill(seed, true);
      } catch (AssertionError | RuntimeException | IOException e) {
        throw new AssertionError("run it again with -Dlastword.seed=" + seed, e);
      }
    }
    System.out.println("crashes: " + tally);
    if (seeds.size() > 1 && Soak.isLong()) {
      for (Phase phase : Phase.values()) {
        assertTrue(tally.get("killed in " + phase) > 0, () -> "never in " + phase + ": " + tally);
      }
    }
  }

  private void kill(long seed, boolean narrowing) throws IOException, InterruptedException {
    Gen gen = new Gen(~seed);
    Path folder = temp.resolve("db" + seed + (narrowing ? "narrowing" : ""));
    CrashedDatabase database = new CrashedDatabase(folder, seed, narrowing, tally);
    for (int death = 0; death < DEATHS; death++) {
      database.crash(gen, Soak.isLong() ? draw(gen, database) : next(gen, database, death));
      if (gen.chance(25)) {
        database.crash(gen, Kill.in(Phase.OPEN, gen));
        tally.add("killed twice before a look", 1);
      }
      if (gen.chance(50)) {
        database.checkCut(gen);
      }
      database.check();
    }
    database.close();
  }

  /** In few deaths, each phase has its turn. */
  private static Kill next(Gen gen, CrashedDatabase database, int death) {
    List<Phase> phases = database.canNarrow() ? NARROWING : ALWAYS;
    return Kill.in(phases.get(death), gen);
  }

  private static Kill draw(Gen gen, CrashedDatabase database) {
    if (gen.chance(25)) {
      return Kill.anywhere(gen);
    }
    if (database.canNarrow() && gen.chance(60)) {
      return Kill.in(gen.chance(70) ? Phase.ADOPT : Phase.SWEEP, gen);
    }
    return Kill.in(gen.pick(ALWAYS), gen);
  }
}
