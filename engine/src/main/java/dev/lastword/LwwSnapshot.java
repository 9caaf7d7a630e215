// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.List;
import org.rocksdb.ReadOptions;
import org.rocksdb.Snapshot;

/**
 * The sets of a store as they were at one moment. Thread-safe. While it is open, RocksDB keeps what
 * has been overwritten since, so keep snapshots short; the caller closes it, or else its store
 * does. {@link IllegalStateException} from then on. Iterators made from it are closed by their user
 * or with the store, and may outlive it.
 */
public final class LwwSnapshot extends SetReads implements AutoCloseable, StoreCore.Child {
  private final StoreCore core;
  private final Gate gate = new Gate(1);
  private final Snapshot snapshot;
  private final ReadOptions options;
  private boolean released;

  private LwwSnapshot(StoreCore core, Snapshot snapshot) {
    this.core = core;
    this.snapshot = snapshot;
    this.options = new ReadOptions(core.reads()).setSnapshot(snapshot);
  }

  /** Takes a snapshot. To be called inside a call. */
  static LwwSnapshot take(StoreCore core) {
    if (core.mode() == StoreMode.SECONDARY) {
      throw new UnsupportedOperationException(
          "a secondary has no snapshots: RocksDB's reads do not keep to them there; open the"
              + " database read-only");
    }
    Snapshot moment = core.db().getSnapshot();
    if (moment == null) {
      throw new UnsupportedOperationException(
          "a database with a column family of inplace_update_support has no snapshots");
    }
    LwwSnapshot snapshot = new LwwSnapshot(core, moment);
    core.adopt(snapshot);
    return snapshot;
  }

  @Override
  Call enter() {
    Call call = core.enter();
    int counter = gate.enter();
    if (counter < 0) {
      call.close();
      throw new IllegalStateException("snapshot is closed");
    }
    call.alsoIn(gate, counter);
    return call;
  }

  @Override
  ReadOptions readOptions() {
    return options;
  }

  @Override
  List<TimelineEntry> timeline(Call call, Timeline.Query query) {
    return Timeline.read(call, options, query);
  }

  /** Lets go of the moment, after waiting for reads under way. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (released) {
      return;
    }
    gate.shut();
    gate.awaitEmpty();
    released = true;
    options.close();
    if (core.db().isOwningHandle()) { // else it went with the database
      core.db().releaseSnapshot(snapshot);
    }
    core.release(this);
  }
}
