// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.OpLog;
import dev.lastword.model.Seeds;
import dev.lastword.model.Shared;
import dev.lastword.model.Soak;
import dev.lastword.streams.FeedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances on a real broker, one of them killed while it is loaded: its standby takes over,
 * nothing is lost whichever instance answers, what lies on the killed one's disk is taken up again,
 * and a changelog that was compacted restores all of it.
 */
final class FeedServiceTest {
  private static final ModelPolicy POLICY = ModelPolicy.forget().maxAdds(10_000).maxDeletes(2_000);
  private static final String GROUP = "feed-service";
  private static final String CHANGELOG = GROUP + "-" + FeedTopology.FEEDS + "-changelog";
  private static final Set<Integer> PARTITIONS = Set.of(0, 1, 2, 3);

  /** Operations that are sent between the pause in which the standbys are read and the kill. */
  private static final int BEFORE_KILL = 1_250;

  @TempDir Path dir;

  private final FeedClient client = new FeedClient();

  @Test
  void instances_ofWhichOneIsKilledUnderLoad_loseNothing() throws Exception {
    long seed = Seeds.seeds(1).getFirst();
    List<KeyedOp> operations = Generated.of(new Gen(seed), Soak.rounds(20_000, 200_000));
    Run run = new Run("seed " + seed, operations, new Gen(~seed), StreamsConfig.AT_LEAST_ONCE);
    run.all(true);
    assertTrue(run.mostParts > 1, "no set was split");
  }

  /** A slice of a real history; all 72,422 operations of it take minutes, under {@code -Psoak}. */
  @Test
  void instances_killedUnderARealHistoryExactlyOnce_loseNothing() throws Exception {
    List<KeyedOp> history = OpLog.read(Shared.file("data/rocksdb-history.tsv.gz"));
    List<KeyedOp> slice = Soak.isLong() ? history : history.subList(30_000, 35_000);
    new Run("history", slice, new Gen(1), StreamsConfig.EXACTLY_ONCE_V2).all(Soak.isLong());
  }

  @Test
  void policy_ofTheExample_isTheModels() {
    assertEquals(FeedModel.policy(POLICY), FeedService.POLICY);
  }

  /** All operations, once. */
  private final class Run {
    private final String what;
    private final List<KeyedOp> operations;
    private final Gen gen;
    private final String guarantee;
    private final FeedModel model;
    private int mostParts;

    Run(String what, List<KeyedOp> operations, Gen gen, String guarantee) {
      this.what = what + ", " + guarantee + ", ";
      this.operations = operations;
      this.gen = gen;
      this.guarantee = guarantee;
      this.model = new FeedModel(POLICY, operations);
    }

    void all(boolean restore) throws Exception {
      try (Broker broker = new Broker(dir.resolve("broker"))) {
        broker.create(FeedTopology.OPERATIONS, PARTITIONS.size());
        try (Instance survivor = start(broker, "survivor")) {
          killOneOfTwo(broker, survivor);
          takeUpAgain(broker, survivor);
          survivor.kill();
        }
        if (restore) {
          restoreFromNothing(broker, checkCompacted(broker));
        }
      } catch (Exception | AssertionError e) {
        addPrinted(e);
        throw e;
      }
    }

    private void addPrinted(Throwable failure) throws IOException {
      for (String name : List.of("survivor", "doomed", "fresh")) {
        Path output = Instance.output(dir.resolve(name));
        if (Files.exists(output)) {
          failure.addSuppressed(
              new IllegalStateException(name + " printed: " + Files.readString(output)));
        }
      }
    }

    private Instance start(Broker broker, String name) throws Exception {
      return Instance.start(broker, dir.resolve(name), guarantee);
    }

    private void killOneOfTwo(Broker broker, Instance survivor) throws Exception {
      List<KeyedOp> first = operations.subList(0, operations.size() / 2);
      List<KeyedOp> second = operations.subList(first.size(), operations.size());
      try (Instance doomed = start(broker, "doomed");
          Load load = new Load(broker, gen)) {
        awaitStandbys(doomed, survivor);
        load.send(first);
        load.awaitSent();
        awaitCommitted(broker);
        FeedModel half = new FeedModel(POLICY, first);
        Broker.awaitPassed(
            what + "standbys as the model",
            () -> half.checkStates("standby", client.stale(survivor.host())));
        Set<Integer> doomedPartitions = client.active(doomed.host());
        load.send(second.subList(0, BEFORE_KILL));
        doomed.kill();
        load.send(second.subList(BEFORE_KILL, second.size()));
        load.awaitSent();
        awaitCommitted(broker);
        awaitAnswers("survivor", survivor);
        model.check(what + "survivor", client.all(survivor.host()), gen);
        checkTakenOver(doomedPartitions, client.restored(survivor.host()));
      }
    }

    /** Every partition is active on the one, and a standby on the other. */
    private void awaitStandbys(Instance one, Instance other) throws Exception {
      Broker.awaitPassed(
          "two instances with standbys",
          () -> {
            Set<Integer> active = client.active(one.host());
            Set<Integer> others = client.active(other.host());
            assertEquals(PARTITIONS, union(active, others));
            assertTrue(!active.isEmpty() && !others.isEmpty());
            assertEquals(others, client.standby(one.host()));
            assertEquals(active, client.standby(other.host()));
          });
    }

    private void awaitCommitted(Broker broker) throws Exception {
      broker.awaitCommitted(GROUP, FeedTopology.OPERATIONS, PARTITIONS.size());
    }

    private void awaitAnswers(String name, Instance asked) throws Exception {
      Broker.await(what + name + " answers", () -> client.active(asked.host()).equals(PARTITIONS));
    }

    /** A standby has most of a partition; only what it lacks is read. */
    private void checkTakenOver(
        Set<Integer> partitions, Map<Integer, Partitions.Restored> restored) {
      assertTrue(restored.keySet().containsAll(partitions), restored::toString);
      restored.forEach((partition, taken) ->
          assertTrue(
              !partitions.contains(partition) || taken.records() * 10 < taken.from(),
              () -> what + "partition " + partition + " was restored, not taken over: " + taken));
    }

    /** Under exactly-once the store of a killed instance is given up, for it may hold too much. */
    private void takeUpAgain(Broker broker, Instance survivor) throws Exception {
      try (Instance back = start(broker, "doomed")) {
        awaitStandbys(back, survivor);
        model.check(what + "asked of the one that came back", client.all(back.host()), gen);
        Broker.awaitPassed(
            what + "standbys as the model",
            () -> model.checkStates("standby", client.stale(back.host())));
        boolean isExactlyOnce = guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2);
        Map<Integer, Partitions.Restored> restored = client.restored(back.host());
        assertEquals(client.active(back.host()), restored.keySet());
        restored
            .values()
            .forEach(taken -> assertEquals(isExactlyOnce, taken.first() == 0, restored::toString));
        back.kill();
      }
    }

    /** Returns how many records are left. */
    private long checkCompacted(Broker broker) throws Exception {
      long sent = 0;
      long kept = 0;
      for (int i : PARTITIONS) {
        TopicPartition partition = new TopicPartition(CHANGELOG, i);
        broker.awaitCompacted(partition);
        long active = broker.activeSegment(partition);
        Set<Bytes> keys = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.records(partition)) {
          mostParts = Math.max(mostParts, 1 + part(record.key()));
          boolean isFirst = keys.add(Bytes.of(record.key()));
          assertTrue(isFirst || record.offset() >= active, () -> "not compacted: " + record);
          kept++;
        }
        sent += broker.end(partition);
      }
      assertTrue(kept * 2 < sent, kept + " records of " + sent + " are left");
      return kept;
    }

    private static int part(byte[] changelogKey) {
      int at = changelogKey.length - Short.BYTES;
      return Short.toUnsignedInt(ByteBuffer.wrap(changelogKey).getShort(at));
    }

    private void restoreFromNothing(Broker broker, long kept) throws Exception {
      try (Instance fresh = start(broker, "fresh")) {
        awaitAnswers("fresh", fresh);
        model.check(what + "restored from a compacted changelog", client.all(fresh.host()), gen);
        long read =
            client.restored(fresh.host()).values().stream()
                .mapToLong(Partitions.Restored::records)
                .sum();
        assertTrue(read > 0 && read <= kept, what + read + " records restored of " + kept);
      }
    }
  }

  private static Set<Integer> union(Set<Integer> a, Set<Integer> b) {
    Set<Integer> both = new HashSet<>(a);
    both.addAll(b);
    return both;
  }
}
