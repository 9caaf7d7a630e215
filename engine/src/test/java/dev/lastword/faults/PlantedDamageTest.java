// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.Finding;
import dev.lastword.LastwordException;
import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.VerifyReport;
import dev.lastword.merge.KernelStateMachine;
import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Seeds;
import dev.lastword.model.Soak;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** Wrong bytes written as records, under good checksums: {@code verify} finds every one. */
final class PlantedDamageTest {
  private static final int SETS = 300;

  private final Tally tally = new Tally();

  @TempDir Path temp;

  @Test
  void verify_ofPlantedRecords_findsEachAndNoOther() throws RocksDBException {
    for (long seed : Seeds.seeds(Soak.rounds(4, 100))) {
      try {
        plant(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("run it again with -Dlastword.seed=" + seed, e);
      }
    }
    System.out.println("planted: " + tally);
  }

  private void plant(long seed) throws RocksDBException {
    Gen gen = new Gen(seed);
    try (LwwStore store = Tiny.store(temp.resolve("db" + seed), ModelPolicy.forget()).open();
        KernelStateMachine records = new KernelStateMachine()) {
      fill(store, gen);
      store.compact();
      Set<Bytes> planted = new TreeSet<>();
      for (int i = 0; i < SETS; i += 1 + gen.below(8)) {
        byte[] key = key(i);
        byte[] record = Objects.requireNonNull(store.record(key));
        byte[] wrong = gen.pick(List.of(Damage.values())).apply(record, gen);
        store.rocksdb().put(store.columnFamily(), key, wrong);
        if (isWrong(records, wrong)) {
          planted.add(Bytes.of(key));
        }
        tally.add(isWrong(records, wrong) ? "records damaged" : "records changed to others", 1);
      }
      if (gen.chance(50)) {
        store.compact();
      }
      check(store, planted);
    }
  }

  private static void fill(LwwStore store, Gen gen) {
    try (LwwBatch batch = store.batch()) {
      for (int i = 0; i < SETS; i++) {
        for (int op = 0; op < 1 + gen.below(200); op++) {
          byte[] member =
              ("m" + gen.below(100) + "x".repeat(gen.below(12))).getBytes(StandardCharsets.UTF_8);
          if (gen.chance(75)) {
            batch.add(key(i), member, gen.below(1_000));
          } else {
            batch.delete(key(i), member, gen.below(1_000));
          }
        }
      }
      batch.write();
    }
  }

  private static byte[] key(int number) {
    return "set%04d".formatted(number).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A byte string that is just what another set would be stored as cannot be told from that set:
   * the checksums of RocksDB's blocks are what protects from it.
   */
  private static boolean isWrong(KernelStateMachine records, byte[] bytes) {
    try {
      records.decode(bytes);
    } catch (IllegalArgumentException e) {
      return true;
    }
    byte[] again = records.fullMerge(ModelPolicy.forget(), bytes, List.of());
    assertTrue(Arrays.equals(again, bytes), "passes as a record, and is none");
    return false;
  }

  private static void check(LwwStore store, Set<Bytes> planted) {
    Set<Bytes> found = new TreeSet<>();
    VerifyReport report = store.verify(finding -> found.add(key(finding)), Progress.NONE);
    assertEquals(planted, found);
    assertEquals(planted.size(), report.damaged());
    assertEquals(SETS, report.keys());
    planted.forEach(key -> read(store, key.array()));
  }

  /** Reads look at no more of a record than they need; they may answer, fail, but not crash. */
  private static void read(LwwStore store, byte[] key) {
    try {
      store.select(key, 0, 1_000);
      store.contains(key, key);
      store.record(key);
    } catch (LastwordException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("key="), e::toString);
    }
  }

  private static Bytes key(Finding finding) {
    assertEquals(Finding.Kind.DAMAGED, finding.kind());
    return Bytes.of(finding.key());
  }
}
