// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** A store with changed options, and what to do with it. */
final class OptionsState implements AutoCloseable {
  private static final String WRITE = "write";
  private static final String READ = "newest50 of ";
  private static final double VISIBLE = 0.8;
  private static final int WARM_BURSTS = 64;
  private static final int LAP = 1 << 20;

  private final TempFolder folder = new TempFolder();
  private final Contender store;
  private final Session session;
  private final Feed feed;
  private final Queries queries;
  private final boolean writes;

  OptionsState(String option, String task, int sets, int entries) {
    writes = task.equals(WRITE);
    if (!writes && !task.startsWith(READ)) {
      throw new IllegalArgumentException("no such task: " + task);
    }
    int pending = writes ? 0 : Integer.parseInt(task.substring(READ.length()));
    int loaded = (int) (sets * (entries / VISIBLE));
    int count = loaded + (writes ? LAP : sets * pending);
    Operations operations = Operations.generate(count, sets, "uniform");
    store = new Lastword(new Setting(folder.path()), Options.named(option));
    Loader.load(store, operations, loaded);
    session = store.session();
    feed = new Feed(operations, writes ? loaded : 0, count);
    queries = new Queries("newest50", operations);
    warm();
    if (!writes) {
      for (int i = loaded; i < count; i++) {
        write(operations, i);
      }
    }
  }

  /** Reads all sets, as hot ones are: a bound on operands wants the value under them cached. */
  private void warm() {
    for (int i = 0; i < WARM_BURSTS; i++) {
      queries.ask(session);
    }
  }

  /** By itself: RocksDB does not look at chains inside of a batch. */
  private void write(Operations operations, int i) {
    long set = Operations.setKey(operations.setIndex(i));
    if (operations.isDelete(i)) {
      session.delete(set, operations.member(i), operations.stamp(i));
    } else {
      session.add(set, operations.member(i), operations.stamp(i));
    }
  }

  /** Waits for flushes and compactions of what was written. */
  void settle() {
    if (writes) {
      store.settle();
    }
  }

  long run() {
    if (!writes) {
      return queries.ask(session);
    }
    for (int i = 0; i < Queries.BURST; i++) {
      feed.writeNext(session);
    }
    return Queries.BURST;
  }

  @Override
  public void close() {
    session.close();
    store.close();
    folder.close();
  }
}
