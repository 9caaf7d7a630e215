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
import dev.lastword.golden.PythonReader;
import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Seeds;
import dev.lastword.model.Soak;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  void verify_ofPlantedRecords_findsEachAndNoOther() throws RocksDBException, IOException {
    PythonReader.assumePresent();
    for (long seed : Seeds.seeds(Soak.rounds(4, 100))) {
      try {
        plant(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("run it again with -Dlastword.seed=" + seed, e);
      }
    }
    System.out.println("planted: " + tally);
  }

  private void plant(long seed) throws RocksDBException, IOException {
    Gen gen = new Gen(seed);
    Path plain = Files.createDirectories(temp.resolve("plain" + seed));
    try (LwwStore store = Tiny.store(temp.resolve("db" + seed), ModelPolicy.forget()).open()) {
      fill(store, gen);
      store.compact();
      List<Path> written = new ArrayList<>();
      for (int i = 0; i < SETS; i += 1 + gen.below(8)) {
        byte[] key = key(i);
        byte[] record = Objects.requireNonNull(store.record(key));
        byte[] wrong = gen.pick(List.of(Damage.values())).apply(record, gen);
        store.rocksdb().put(store.columnFamily(), key, wrong);
        written.add(Files.write(plain.resolve(new String(key, StandardCharsets.UTF_8)), wrong));
      }
      Set<Bytes> planted = damaged(written);
      tally.add("records damaged", planted.size());
      tally.add("records changed to others", written.size() - planted.size());
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
   * Which of these are no records, as the reader says that was written in another language from the
   * page about the format: so that the check under test does not judge itself. A byte string that
   * is just what another set would be stored as cannot be told from that set: the checksums of
   * RocksDB's blocks are what protects from it.
   */
  private static Set<Bytes> damaged(List<Path> written) {
    Set<Bytes> damaged = new TreeSet<>();
    for (Path file : PythonReader.refused(written)) {
      damaged.add(Bytes.utf8(file.getFileName().toString()));
    }
    return damaged;
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
