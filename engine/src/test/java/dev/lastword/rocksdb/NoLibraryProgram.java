// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import java.nio.file.Path;

/** Opens a store twice where RocksDB's library cannot be loaded, and prints why not. */
final class NoLibraryProgram {
  private NoLibraryProgram() {}

  public static void main(String[] args) {
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        LwwStore.open(Path.of("db"), Policy.forget()).close();
        System.out.println("opened");
      } catch (UnsupportedOperationException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
