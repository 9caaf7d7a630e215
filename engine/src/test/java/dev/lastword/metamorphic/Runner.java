// SPDX-License-Identifier: Apache-2.0
package dev.lastword.metamorphic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.MergeOperator;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Runs a script against one database and compares every answer with the model's. */
final class Runner implements AutoCloseable {
  private final Rules rules;
  private final OptionSet options;
  private final List<MergeOperator> operators;
  private final Path folder;
  private final @Nullable View[] slots = new View[ScriptGen.SLOTS];
  private final Writer writer;
  private final World world;
  private Handle handle;
  private int opened;

  private Runner(Rules rules, OptionSet options, List<MergeOperator> operators, Path folder)
      throws RocksDBException {
    this.rules = rules;
    this.options = options;
    this.operators = operators;
    this.folder = folder;
    this.world = new World(rules);
    this.writer = new Writer(rules, world, folder.resolve("ingested.sst"));
    this.handle = Handle.open(options, operators, path("db"));
  }

  /**
   * Runs {@code script} in an empty folder, then compacts, reopens, and compares everything.
   *
   * @throws AssertionError when an answer differs; it names the step
   */
  static void run(
      Rules rules,
      OptionSet options,
      List<MergeOperator> operators,
      Path folder,
      List<Step> script) {
    List<Step> steps = new ArrayList<>(script);
    for (int family = 0; family < rules.families(); family++) {
      steps.add(new Step.Compact(family));
    }
    steps.add(new Step.ReadMany());
    steps.add(new Step.Reopen());
    try (Runner runner = new Runner(rules, options, operators, folder)) {
      for (int i = 0; i < steps.size(); i++) {
        runner.check(i, steps.get(i));
      }
    } catch (RocksDBException e) {
      throw new AssertionError("the database does not open", e);
    }
  }

  private void check(int number, Step step) {
    try {
      run(step);
    } catch (AssertionError | RocksDBException e) {
      throw new AssertionError("step " + number + ", " + step + ": " + e.getMessage(), e);
    }
  }

  private void run(Step step) throws RocksDBException {
    switch (step) {
      case Step.Write write -> writer.write(handle, write);
      case Step.DeleteRange range -> writer.deleteRange(handle, range);
      case Step.Read read ->
          rules.check(
              world.get(read.family(), read.key()),
              handle.db().get(handle.family(read.family()), View.key(read.key())));
      case Step.ReadMany many -> readMany();
      case Step.Scan scan -> scan(scan);
      case Step.Hold hold -> hold(hold);
      case Step.Look look -> look(look.slot());
      case Step.Release release -> release(release.slot());
      case Step.Flush flush -> flush(flush);
      case Step.Compact compact -> compact(compact);
      case Step.Reopen reopen -> reopen();
      case Step.Checkpoint checkpoint -> checkpoint();
      case Step.Beside beside -> beside(beside);
    }
  }

  private void readMany() throws RocksDBException {
    var families = new ArrayList<org.rocksdb.ColumnFamilyHandle>();
    List<byte[]> keys = new ArrayList<>();
    for (int family = 0; family < rules.families(); family++) {
      for (int key = 0; key < ScriptGen.KEYS; key++) {
        families.add(handle.family(family));
        keys.add(View.key(key));
      }
    }
    List<byte[]> values = handle.db().multiGetAsList(families, keys);
    for (int i = 0; i < values.size(); i++) {
      rules.check(world.get(i / ScriptGen.KEYS, i % ScriptGen.KEYS), values.get(i));
    }
  }

  private void scan(Step.Scan scan) throws RocksDBException {
    try (RocksIterator iterator = handle.db().newIterator(handle.family(scan.family()))) {
      View.scan(rules, world, scan.family(), iterator, scan.backwards());
    }
  }

  private void hold(Step.Hold hold) {
    release(hold.slot());
    World then = world.copy();
    slots[hold.slot()] =
        hold.iterator()
            ? View.Cursors.open(rules, then, handle)
            : new View.Held(rules, then, handle, handle.db().getSnapshot());
  }

  private void look(int slot) throws RocksDBException {
    View view = slots[slot];
    if (view != null) {
      view.check();
    }
  }

  private void release(int slot) {
    View view = slots[slot];
    if (view != null) {
      view.close();
      slots[slot] = null;
    }
  }

  private void flush(Step.Flush flush) throws RocksDBException {
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      handle.db().flush(wait, handle.family(flush.family()));
    }
  }

  private void compact(Step.Compact compact) throws RocksDBException {
    try (CompactRangeOptions bottom = new CompactRangeOptions()) {
      bottom.setBottommostLevelCompaction(
          CompactRangeOptions.BottommostLevelCompaction.kForceOptimized);
      handle.db().compactRange(handle.family(compact.family()), null, null, bottom);
    }
  }

  private void reopen() throws RocksDBException {
    for (int slot = 0; slot < slots.length; slot++) {
      look(slot);
      release(slot);
    }
    handle.close();
    handle = Handle.open(options, operators, path("db"));
    View.checkAll(rules, world, handle, null);
  }

  private void checkpoint() throws RocksDBException {
    String copy = path("checkpoint" + opened++);
    try (Checkpoint checkpoint = Checkpoint.create(handle.db())) {
      checkpoint.createCheckpoint(copy);
    }
    try (Handle opened = Handle.open(options, operators, copy)) {
      View.checkAll(rules, world, opened, null);
    }
  }

  /**
   * Background work is paused: an instance that opens while the writer swaps a log for a file can
   * miss both.
   */
  private void beside(Step.Beside beside) throws RocksDBException {
    handle.db().pauseBackgroundWork();
    try (Handle opened =
        beside.secondary()
            ? Handle.openSecondary(options, operators, path("db"), path("logs" + this.opened++))
            : Handle.openReadOnly(options, operators, path("db"))) {
      View.checkAll(rules, world, opened, null);
    } finally {
      handle.db().continueBackgroundWork();
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Override
  public void close() {
    for (int slot = 0; slot < slots.length; slot++) {
      release(slot);
    }
    handle.close();
  }
}
