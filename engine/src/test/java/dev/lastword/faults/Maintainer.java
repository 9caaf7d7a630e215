// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.merge.KernelStateMachine;
import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.EnvOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/** What the child does beside the writes: everything that moves files about. */
final class Maintainer {
  private static final List<Phase> ACTIONS =
      List.of(Phase.FLUSH, Phase.COMPACT, Phase.SWEEP, Phase.CHECKPOINT, Phase.INGEST);
  private static final int OFTEN_PERCENT = 70;
  private static final int COPIES_A_SESSION = 100_000;

  private final Plan plan;
  private final Reports reports;
  private final int[] done;
  private final Gen gen;
  private int count;

  Maintainer(Plan plan, Reports reports, int[] done) {
    this.plan = plan;
    this.reports = reports;
    this.done = done;
    this.gen = new Gen(plan.seed() + plan.session());
  }

  /** Does {@code actions} things, one after the other. */
  void work(LwwStore store, int actions) throws IOException, RocksDBException {
    for (int i = 0; i < actions; i++) {
      Phase action = choose(i);
      int number = plan.session() * COPIES_A_SESSION + count++;
      reports.begun(action, number);
      act(store, action, number);
      reports.ended(action, number);
    }
  }

  private Phase choose(int action) {
    Phase often = plan.often();
    if (often == Phase.SWEEP) {
      return action % 2 == 0 ? Phase.SWEEP : Phase.COMPACT; // only cold records need a sweep
    }
    boolean mostly = often != null && ACTIONS.contains(often) && gen.chance(OFTEN_PERCENT);
    return mostly && often != null ? often : gen.pick(ACTIONS);
  }

  private void act(LwwStore store, Phase action, int number) throws IOException, RocksDBException {
    switch (action) {
      case FLUSH -> store.flush();
      case COMPACT -> store.compact();
      case SWEEP -> store.sweep(Progress.NONE);
      case CHECKPOINT -> store.checkpoint(plan.copy(number));
      default -> ingest(store);
    }
  }

  private void ingest(LwwStore store) throws IOException, RocksDBException {
    int writer = done.length - 1;
    Path file = plan.folder().resolve("ingested.sst");
    Files.deleteIfExists(file);
    write(new Workload(plan.seed(), writer, true).step(done[writer]), file);
    try (IngestExternalFileOptions options =
        new IngestExternalFileOptions().setMoveFiles(gen.chance(50))) {
      store.rocksdb().ingestExternalFile(store.columnFamily(), List.of(file.toString()), options);
    }
    done[writer]++;
    reports.acknowledged(writer, done[writer]);
  }

  private void write(Step step, Path file) throws RocksDBException {
    try (LwwMergeOperator operator = LwwMergeOperator.create(Plan.real(plan.policy(0)));
        Options options = new Options().setMergeOperator(operator.handle());
        EnvOptions env = new EnvOptions();
        KernelStateMachine records = new KernelStateMachine();
        SstFileWriter writer = new SstFileWriter(env, options)) {
      writer.open(file.toString());
      for (KeyedOp op : step.ops()) {
        writer.merge(op.key().array(), records.encode(op.op()));
      }
      writer.finish();
    }
  }
}
