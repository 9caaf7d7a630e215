// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.Truncation;
import dev.lastword.record.RecordView;
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
  private final WriteBatch batch = new WriteBatch();
  private byte @Nullable [] toSweep;
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
    try (Pass pass = new Pass(core, progress);
        WriteBatch batch = sweep.batch) {
      while (pass.step(sweep::look)) {
        sweep.collect();
      }
      sweep.write(batch);
      return new SweepReport(pass.keys(), sweep.swept, sweep.damaged);
    } catch (RocksDBException e) {
      throw new StorageException("cannot sweep", e);
    }
  }

  private void look(byte[] key, RecordView view, @Nullable String problem) {
    toSweep = null;
    if (problem != null) {
      damaged++;
    } else if (Truncation.needed(view, core.policy())) {
      toSweep = key;
    }
  }

  private void collect() throws RocksDBException {
    if (toSweep != null) {
      batch.merge(core.family(), toSweep, Bytes.NONE);
      swept++;
      if (batch.count() >= BATCH) {
        write(batch);
      }
    }
  }

  private void write(WriteBatch full) throws RocksDBException {
    try (Call call = core.enterToWrite()) {
      call.core.db().write(core.writes(), full);
    }
    full.clear();
  }
}
