// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.LwwStore;
import dev.lastword.model.ModelPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/** A kill cannot tell whether the log was on the disk; RocksDB's count of its syncs can. */
final class SyncTest {
  private static final int STEPS = 200;

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void write_withSync_syncsTheLogEachTime(boolean sync) {
    try (Statistics statistics = new Statistics();
        LwwStore store =
            LwwStore.builder(temp.resolve("db"))
                .policy(Plan.real(ModelPolicy.forget()))
                .dbOptions(options -> options.setStatistics(statistics))
                .sync(sync)
                .open();
        StepWriter writer = new StepWriter(store)) {
      Workload workload = new Workload(1, 0, false);
      long before = statistics.getTickerCount(TickerType.WAL_FILE_SYNCED);
      for (int step = 0; step < STEPS; step++) {
        writer.write(workload.step(step));
      }
      long syncs = statistics.getTickerCount(TickerType.WAL_FILE_SYNCED) - before;
      assertEquals(sync ? STEPS : 0, syncs);
    }
  }
}
