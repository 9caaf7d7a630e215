// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.LwwStore;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A database to damage copies of: sets in table files of several levels, the last steps in logs
 * only. No process has it open.
 */
final class Victim {
  static final ModelPolicy POLICY = ModelPolicy.forget().maxAdds(60).maxDeletes(60);
  private static final int COMPACTED = 300;
  private static final int FLUSHED = 700;

  /** How many steps there are, all told. */
  static final int STEPS = 1_000;

  final Path dir;
  private final long seed;
  private final Map<Bytes, ModelState> sets;

  Victim(Path dir, long seed) throws IOException {
    this.seed = seed;
    Path live = dir.resolveSibling(dir.getFileName() + "-live");
    Workload workload = new Workload(seed, 0, false);
    try (LwwStore store = open(live, true);
        StepWriter writer = new StepWriter(store)) {
      for (int step = 0; step < STEPS; step++) {
        writer.write(workload.step(step));
        if (step == COMPACTED) {
          store.compact();
        } else if (step == FLUSHED) {
          store.flush();
        }
      }
    }
    try (LwwStore store = LwwStore.openReadOnly(live)) {
      sets = Contents.read(store);
      ledger().check(sets, all(), all());
    }
    this.dir = Folders.copy(live, dir);
  }

  static LwwStore open(Path dir) {
    return open(dir, false);
  }

  private static LwwStore open(Path dir, boolean create) {
    return Tiny.store(dir, POLICY)
        .createIfMissing(create)
        .columnFamilyOptions(
            options -> options.setWriteBufferSize(1 << 20).setDisableAutoCompactions(true))
        .open();
  }

  /** What must be found when nothing is missing. */
  Ledger ledger() {
    return new Ledger(seed, 2, POLICY);
  }

  /** The sets after all steps. */
  Map<Bytes, ModelState> sets() {
    return sets;
  }

  int[] all() {
    return new int[] {STEPS, 0};
  }
}
