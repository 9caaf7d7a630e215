// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;

import dev.lastword.merge.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Works on a store and prints how much the resident memory of this JVM grew after the first tenths.
 * To be run with a fixed, touched heap, so that what grows is native.
 */
final class MemoryProgram {
  private static final int KEYS = 200;
  private static final int BATCH = 50;
  private static final Policy POLICY = Policy.forget().maxAdds(100).maxDeletes(100);

  private MemoryProgram() {}

  /** Runs; arguments are the directory, the number of calls and the last tenth before. */
  public static void main(String[] arguments) throws IOException {
    Path dir = Path.of(arguments[0]);
    long operations = Long.parseLong(arguments[1]);
    int first = Integer.parseInt(arguments[2]);
    long before = 0;
    for (int part = 0; part < 10; part++) {
      try (LwwStore store = open(dir)) {
        work(store, operations / 10 * part, operations / 10);
      }
      if (part == first) {
        before = residentKilobytes();
      }
    }
    long after = residentKilobytes();
    System.out.println("resident " + before + " kB, then " + after + " kB");
    System.out.println("grew by " + (after - before) + " kB");
  }

  private static LwwStore open(Path dir) {
    return LwwStore.builder(dir)
        .policy(POLICY)
        .columnFamilyOptions(options -> options.setWriteBufferSize(1 << 20))
        .tableConfig(table ->
            table
                .setBlockCache(null)
                .setNoBlockCache(true)
                .setCacheIndexAndFilterBlocks(false)
                .setPinL0FilterAndIndexBlocksInCache(false))
        .open();
  }

  private static void work(LwwStore store, long from, long count) {
    for (long i = from; i < from + count; i++) {
      byte[] key = utf8("key" + i % KEYS);
      byte[] member = utf8("member" + i % 997);
      switch ((int) (i % 16)) {
        case 0, 1, 8, 9, 10 -> store.add(key, member, i);
        case 2, 11, 12 -> store.delete(key, member, i);
        case 3, 13 -> store.select(key, 0, 10);
        case 4, 14 -> store.contains(key, member);
        case 5 -> keysAndSnapshots(store, key);
        case 6 -> store.timeline(List.of(key, utf8("key1")), null, 5);
        default -> batch(store, key, member, i);
      }
    }
  }

  private static void keysAndSnapshots(LwwStore store, byte[] key) {
    try (LwwSnapshot snapshot = store.snapshot();
        KeyIterator keys = snapshot.keys(key);
        RecordIterator records = store.records(key)) {
      keys.forEachRemaining(any -> {});
      records.forEachRemaining(any -> {});
    }
  }

  private static void batch(LwwStore store, byte[] key, byte[] member, long stamp) {
    try (LwwBatch batch = store.batch()) {
      for (int i = 0; i < BATCH; i++) {
        batch.add(key, member, stamp - i);
      }
      batch.write();
    }
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(text -> text.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
