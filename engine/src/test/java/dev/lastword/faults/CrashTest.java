// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

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
  /** Each seed is a database that dies so many times, a few times within its own recovery. */
  private static final int DEATHS = 5;

  /** What can be aimed at in any database. */
  private static final List<Phase> ALWAYS =
      List.of(Phase.OPEN, Phase.FLUSH, Phase.COMPACT, Phase.CHECKPOINT, Phase.INGEST, Phase.CLOSE);

  private final Tally tally = new Tally();

  @TempDir Path temp;

  @Test
  void reopening_afterKills_findsWhatWasAcknowledged() throws IOException, InterruptedException {
    List<Long> seeds = Seeds.seeds(Soak.rounds(2, 40));
    for (long seed : seeds) {
      try {
        kill(seed);
      } catch (AssertionError | RuntimeException | IOException e) {
        throw new AssertionError("run it again with -Dlastword.seed=" + seed, e);
      }
    }
    System.out.println("crashes: " + tally);
  }

  private void kill(long seed) throws IOException, InterruptedException {
    Gen gen = new Gen(~seed);
    CrashedDatabase database = new CrashedDatabase(temp.resolve("db" + seed), seed, tally);
    for (int death = 0; death < DEATHS; death++) {
      database.crash(gen, draw(gen, database));
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
