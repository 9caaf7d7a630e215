// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** A store of sets of one size, compacted, with operations written to each of them since. */
final class ReadState implements AutoCloseable {
  /** Of the operations, so many leave a member that is seen. */
  private static final double VISIBLE = 0.8;

  private final TempFolder folder = new TempFolder();
  private final Contender contender;
  final Session session;
  final Operations operations;

  ReadState(String name, int sets, int entries, int pending) {
    int loaded = (int) (sets * (entries / VISIBLE));
    operations = Operations.generate(loaded + sets * pending, sets, "uniform");
    contender = Contenders.open(name, new Setting(folder.path()));
    Loader.load(contender, operations, loaded);
    session = contender.session();
    Loader.write(session, operations, loaded, operations.count());
  }

  @Override
  public void close() {
    session.close();
    contender.close();
    folder.close();
  }
}
