// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** A filled store and the operations to be written into it. */
final class WriteState implements AutoCloseable {
  /** Operations that the feed repeats, in the end, with other members. */
  private static final int LAP = 1 << 20;

  private final TempFolder folder = new TempFolder();
  private final Contender contender;
  private final Session session;
  private final Feed feed;

  WriteState(String name, int sets, String distribution, String wal, int preload) {
    Operations operations = Operations.generate(preload + LAP, sets, distribution);
    contender = Contenders.open(name, new Setting(folder.path()).withLog(OnOff.parse(wal)));
    Loader.load(contender, operations, preload);
    session = contender.session();
    feed = new Feed(operations, preload, operations.count());
  }

  /** Waits until nothing is flushed or compacted any more. */
  void settle() {
    contender.settle();
  }

  void writeSingly(int count) {
    for (int i = 0; i < count; i++) {
      feed.writeNext(session);
    }
    session.drain();
  }

  void write(Batch batch) {
    feed.fill(batch);
    session.write(batch);
  }

  @Override
  public void close() {
    session.close();
    contender.close();
    folder.close();
  }
}
