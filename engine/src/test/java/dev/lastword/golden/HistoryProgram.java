// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.RecordIterator;
import dev.lastword.StorageException;
import dev.lastword.VerifyReport;
import dev.lastword.merge.KernelStateMachine;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.rocksdb.RocksDB;

/** Writes {@link History} with the rocksdbjni of its class path, or reads what another wrote. */
final class HistoryProgram {
  private HistoryProgram() {}

  /** {@code write DIR}, or {@code read DIR PARTS}. */
  public static void main(String[] args) throws Exception {
    RocksDB.loadLibrary();
    Path dir = Path.of(args[1]);
    if (args[0].equals("write")) {
      try (LwwStore store = LwwStore.open(dir, History.POLICY)) {
        History.write(store);
      }
      System.out.println("rocksdbjni " + RocksDB.rocksdbVersion() + " wrote");
    } else {
      System.out.println(
          "rocksdbjni " + RocksDB.rocksdbVersion() + " " + read(dir, Integer.parseInt(args[2])));
    }
  }

  private static String read(Path dir, int parts) {
    try (LwwStore store = LwwStore.builder(dir).onQuarantine((key, chunks, bytes) -> {}).open()) {
      VerifyReport report = store.verify(finding -> {}, Progress.NONE);
      if (report.damaged() + report.storageErrors() > 0) {
        return "found damage: " + report;
      }
      return states(store).equals(History.sets(parts)) ? "reads the same" : "READS SOMETHING ELSE";
    } catch (StorageException e) {
      return "refuses: " + e;
    }
  }

  /** Returns every set of a store. */
  static NavigableMap<Bytes, ModelState> states(LwwStore store) {
    NavigableMap<Bytes, ModelState> states = new TreeMap<>();
    try (RecordIterator records = store.records(new byte[0]);
        KernelStateMachine machine = new KernelStateMachine()) {
      records.forEachRemaining(
          each -> states.put(Bytes.of(each.key()), machine.decode(each.record())));
    }
    return states;
  }
}
