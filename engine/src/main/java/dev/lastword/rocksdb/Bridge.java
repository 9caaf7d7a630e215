// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.SymbolLookup;
import org.jspecify.annotations.Nullable;

/** What all operators of the process share: RocksDB's C API, checked, and the exit guard. */
final class Bridge {
  private static @Nullable SymbolLookup ready;

  private Bridge() {}

  /**
   * Returns RocksDB's C API; the first call loads the library and checks that merging works.
   *
   * @throws UnsupportedOperationException when it does not
   */
  static synchronized SymbolLookup rocksdb() {
    SymbolLookup rocksdb = ready;
    if (rocksdb == null) {
      RawMemory.requireAccess();
      NativeLibrary.load();
      rocksdb = SymbolLookup.loaderLookup().or(new MappedLibrary());
      new Symbols(rocksdb).require("rocksdb_mergeoperator_create");
      ExitGuard.install();
      SelfCheck.run(rocksdb);
      ready = rocksdb;
    }
    return rocksdb;
  }
}
