// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.rocksdb.RocksDB;

/**
 * Opens a store on an interrupted thread while other code loads RocksDB's library, and once more
 * when that has ended; prints what came of it.
 */
final class UnfinishedLoadProgram {
  private UnfinishedLoadProgram() {}

  public static void main(String[] args) throws Exception {
    Field field = RocksDB.class.getDeclaredField("libraryLoaded");
    field.setAccessible(true);
    @SuppressWarnings("unchecked")
    AtomicReference<Object> state = (AtomicReference<Object>) field.get(null);
    Object before = state.getAndSet(loading(state.get().getClass()));
    Thread.currentThread().interrupt();
    try {
      open();
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage() + ", interrupted=" + Thread.interrupted());
    }
    state.set(before);
    open();
    System.out.println("opened");
  }

  private static void open() {
    LwwStore.open(Path.of("db"), Policy.forget()).close();
  }

  private static Object loading(Class<?> states) {
    for (Object state : states.getEnumConstants()) {
      if (state.toString().equals("LOADING")) {
        return state;
      }
    }
    throw new AssertionError("rocksdbjni has no such state any more");
  }
}
