// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.Truncation;
import dev.lastword.record.RecordView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Merges the empty operand into every record that the policy in force would cut. A record with
 * operands pending was cut when the pass read it, and compaction will do the same; so what the pass
 * finds are the cold ones, which no merge would ever touch again.
 */
final class Sweep {
  private static final int BATCH = 1_000;

  private final StoreCore core;
  private final List<byte[]> toSweep = new ArrayList<>(BATCH);
  private long swept;
  private long damaged;

  private Sweep(StoreCore core) {
    this.core = core;
  }

  static SweepReport run(StoreCore core, Progress progress) {
    try (Call call = core.enterToWrite()) {
      call.core.policy(); // refuses a closed or read-only store before anything is read
    }
    Sweep sweep = new Sweep(core);
    try (Pass pass = new Pass(core, progress)) {
      while (pass.step(sweep::look)) {
        sweep.writeWhenFull();
      }
      sweep.write();
      return new SweepReport(pass.keys(), sweep.swept, sweep.damaged);
    } catch (RocksDBException e) {
      throw StorageAdvice.cannot("cannot sweep", e);
    }
  }

  private void look(byte[] key, RecordView view, @Nullable String problem) {
    if (problem != null) {
      damaged++;
    } else if (Truncation.needed(view, core.policy())) {
      toSweep.add(key);
    }
  }

  private void writeWhenFull() throws RocksDBException {
    if (toSweep.size() >= BATCH) {
      write();
    }
  }

  /** Names the column family inside the call only: between calls the store may be closed. */
  private void write() throws RocksDBException {
    try (Call call = core.enterToWrite();
        WriteBatch batch = new WriteBatch()) {
      for (byte[] key : toSweep) {
        batch.merge(call.core.family(), key, Bytes.NONE);
      }
      call.core.db().write(call.core.writes(), batch);
    }
    swept += toSweep.size();
    toSweep.clear();
  }
}
