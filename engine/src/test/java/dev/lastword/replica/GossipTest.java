// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.LwwStore;
import dev.lastword.StoredRecord;
import dev.lastword.merge.Policy;
import dev.lastword.model.Gen;
import dev.lastword.model.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three stores receive the same operations in different orders, with loss and duplication, and
 * gossip in random pairs. Each operation reaches one of them at least.
 */
final class GossipTest {
  private static final int REPLICAS = 3;
  private static final int KEYS = 2_000;
  private static final int OPERATIONS = 12_000;
  private static final int LOST_PERCENT = 3;

  @TempDir Path dir;

  @Test
  void gossip_afterLossAndDuplication_endsInEqualBytes() {
    for (long seed : Seeds.seeds(3)) {
      Gen gen = new Gen(seed);
      Policy policy = Policy.forget().maxAdds(4).maxDeletes(3);
      List<LwwStore> stores = new ArrayList<>();
      try (LwwStore all = Stores.open(dir.resolve(seed + "all"), policy)) {
        for (int i = 0; i < REPLICAS; i++) {
          stores.add(Stores.open(dir.resolve(seed + "replica" + i), policy));
        }
        deliver(gen, stores, all);
        Totals totals = gossip(gen, stores);
        List<StoredRecord> expected = Stores.all(all);
        for (LwwStore store : stores) {
          assertEquals(expected, Stores.all(store), "seed " + seed);
        }
        long shippingAll = totals.exchanges * 2 * Stores.bytes(expected);
        System.out.printf(
            "gossip: %d exchanges in pairs, %,d bytes of digests and %,d of records, against %,d to"
                + " ship everything each time (seed %d)%n",
            totals.exchanges, totals.digestBytes, totals.recordBytes, shippingAll, seed);
        assertTrue(totals.digestBytes + totals.recordBytes < shippingAll, "seed " + seed);
      } finally {
        stores.forEach(LwwStore::close);
      }
    }
  }

  private static void deliver(Gen gen, List<LwwStore> stores, LwwStore all) {
    List<long[]> operations = new ArrayList<>();
    for (int i = 0; i < OPERATIONS; i++) {
      operations.add(new long[] {gen.below(KEYS), gen.below(20), gen.below(1_000), gen.below(4)});
    }
    operations.forEach(operation -> apply(all, operation));
    List<List<long[]>> queues = new ArrayList<>();
    stores.forEach(store -> queues.add(new ArrayList<>()));
    for (long[] operation : operations) {
      int surely = gen.below(REPLICAS);
      for (int i = 0; i < REPLICAS; i++) {
        if (i == surely || !gen.chance(LOST_PERCENT)) {
          queues.get(i).add(operation);
        }
      }
    }
    for (int i = 0; i < REPLICAS; i++) {
      for (long[] operation : gen.repeated(queues.get(i))) {
        apply(stores.get(i), operation);
      }
      if (gen.chance(50)) {
        stores.get(i).compact();
      }
    }
  }

  private static void apply(LwwStore store, long[] operation) {
    String key = "set" + operation[0];
    if (operation[3] == 0) {
      store.delete(key, "m" + operation[1], operation[2]);
    } else {
      store.add(key, "m" + operation[1], operation[2]);
    }
  }

  /** Random pairs until every pair in turn finds nothing to exchange. */
  private static Totals gossip(Gen gen, List<LwwStore> stores) {
    Totals totals = new Totals();
    for (int quiet = 0; quiet < REPLICAS * REPLICAS; ) {
      int one = gen.below(REPLICAS);
      int other = (one + 1 + gen.below(REPLICAS - 1)) % REPLICAS;
      SyncReport report =
          Replicas.sync(LocalReplica.of(stores.get(one)), LocalReplica.of(stores.get(other)));
      quiet = report.diff().differing() == 0 ? quiet + 1 : 0;
      totals.add(report);
    }
    return totals;
  }

  private static final class Totals {
    long exchanges;
    long digestBytes;
    long recordBytes;

    void add(SyncReport report) {
      exchanges++;
      digestBytes += report.diff().digestBytes();
      recordBytes += report.recordBytes();
    }
  }
}
