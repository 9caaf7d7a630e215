// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.LwwStore;
import dev.lastword.RecordIterator;
import dev.lastword.StoredRecord;
import dev.lastword.merge.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code export --state} writes is the whole state, whatever the bytes. */
class StateRoundTripTest {
  @TempDir Path dir;

  @Test
  void exportState_randomSets_loadIntoTheSameRecords() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      Policy policy = policy(random);
      Path db = dir.resolve("db" + round);
      try (LwwStore store = LwwStore.open(db, policy)) {
        fill(store, random);
        if (random.nextBoolean()) {
          store.compact();
        }
      }
      Path log = dir.resolve("log" + round);
      Run export = Run.of("export", "--db", db, "--state");
      assertEquals(0, export.status(), export.err());
      Files.writeString(log, export.out());
      Path copy = dir.resolve("copy" + round);
      try (LwwStore store = LwwStore.open(copy, policy)) {
        assertEquals(policy, store.policy());
      }
      Run load = Run.of("load", "--db", copy, log);
      assertEquals(0, load.status(), load.err());
      assertEquals(records(db), records(copy), policy.toText() + ", seed " + seed);
    }
  }

  private static void fill(LwwStore store, Random random) {
    for (int i = 0; i < 400; i++) {
      byte[] key = bytes(random, 1);
      byte[] member = bytes(random, 1 + random.nextInt(2));
      long stamp = random.nextLong(-30, 30);
      switch (random.nextInt(12)) {
        case 0 -> store.forget(key, stamp - 20);
        case 1 -> store.forget(key, stamp - 20, member);
        case 2, 3, 4, 5 -> store.delete(key, member, stamp);
        default -> store.add(key, member, stamp);
      }
    }
  }

  private static Policy policy(Random random) {
    Policy policy = random.nextInt(4) == 0 ? Policy.keep() : Policy.forget();
    policy = random.nextBoolean() ? policy.maxAdds(1 + random.nextInt(20)) : policy;
    policy = random.nextBoolean() ? policy.maxDeletes(random.nextInt(20)) : policy;
    return random.nextBoolean() ? policy.window(random.nextInt(60)) : policy;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] =
          (byte) ("\t\n\r\\ax".charAt(random.nextInt(6)) ^ (random.nextInt(3) == 0 ? 128 : 0));
    }
    return bytes;
  }

  private static List<StoredRecord> records(Path db) {
    try (LwwStore store = LwwStore.openReadOnly(db);
        RecordIterator records = store.records(new byte[0])) {
      List<StoredRecord> all = new ArrayList<>();
      records.forEachRemaining(all::add);
      return all;
    }
  }
}
