// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;

/** Finds native functions by name, or says what is missing on which platform. */
final class Symbols {
  private final SymbolLookup lookup;

  Symbols(SymbolLookup lookup) {
    this.lookup = lookup;
  }

  /**
   * Returns the address of a function.
   *
   * @throws UnsupportedOperationException when the native library does not export it
   */
  MemorySegment require(String name) {
    return lookup
        .find(name)
        .orElseThrow(
            () -> unsupported("its native library does not export a symbol: symbol=" + name, null));
  }

  /** Makes the error that names the platform and the version of rocksdbjni. */
  static UnsupportedOperationException unsupported(String what, @Nullable Throwable cause) {
    return new UnsupportedOperationException(
        "merge operators in Java cannot work with this rocksdbjni; "
            + what
            + " platform="
            + platform()
            + " rocksdbjni="
            + RocksDB.rocksdbVersion(),
        cause);
  }

  private static String platform() {
    return System.getProperty("os.name")
        + "/"
        + System.getProperty("os.arch")
        + "/java-"
        + Runtime.version().feature();
  }
}
