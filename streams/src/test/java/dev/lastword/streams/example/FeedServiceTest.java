// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastword.LwwStore;
import dev.lastword.TimelineEntry;
import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.Op;
import dev.lastword.model.OpLog;
import dev.lastword.model.Seeds;
import dev.lastword.model.Shared;
import dev.lastword.model.Soak;
import dev.lastword.record.Operations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances on a real broker, one of them killed while it is loaded: nothing is lost, whichever
 * instance answers, and a changelog that was compacted restores all of it.
 */
final class FeedServiceTest {
  private static final String GROUP = "feed-service";
  private static final String CHANGELOG = GROUP + "-" + FeedTopology.FEEDS + "-changelog";
  private static final int PARTITIONS = 4;
  private static final int BATCH = 500;
  private static final int LIMIT = 100;

  @TempDir Path dir;

  private final FeedClient client = new FeedClient();
  private final Set<Bytes> keys = new HashSet<>();

  @Test
  void instances_ofWhichOneIsKilledUnderLoad_loseNothing() throws Exception {
    long seed = Seeds.seeds(1).getFirst();
    run("seed " + seed, Generated.of(new Gen(seed), Soak.rounds(20_000, 200_000)), new Gen(seed));
  }

  /** 72,422 operations of a real history; takes minutes, so under {@code -Psoak} only. */
  @Test
  void instances_killedUnderARealHistory_loseNothing() throws Exception {
    assumeTrue(Soak.isLong(), "skipped: the long form only");
    run("history", OpLog.read(Shared.file("data/rocksdb-history.tsv.gz")), new Gen(1));
  }

  private void run(String what, List<KeyedOp> operations, Gen gen) throws Exception {
    operations.forEach(keyed -> keys.add(keyed.key()));
    try (Broker broker = new Broker(dir.resolve("broker"));
        LwwStore expected = LwwStore.open(dir.resolve("expected"), FeedService.POLICY)) {
      operations.forEach(keyed -> expected.join(keyed.key().array(), operand(keyed.op())));
      broker.create(FeedTopology.OPERATIONS, PARTITIONS);
      try (Instance doomed = Instance.start(broker, dir.resolve("doomed"));
          Instance survivor = Instance.start(broker, dir.resolve("survivor"))) {
        awaitPartitions(doomed, survivor);
        load(broker, operations, gen, doomed);
        broker.awaitCommitted(GROUP, FeedTopology.OPERATIONS, PARTITIONS);
        assertSame(what + ", survivor", expected, survivor);
        try (Instance back = Instance.start(broker, dir.resolve("doomed"))) {
          awaitPartitions(back, survivor);
          assertSame(what + ", asked of the survivor", expected, survivor);
          assertSame(what + ", asked of the one that came back", expected, back);
          back.kill();
        }
        survivor.kill();
      }
      long sent = awaitCompaction(broker);
      try (Instance fresh = Instance.start(broker, dir.resolve("fresh"))) {
        Broker.await(
            "all partitions restored", () -> client.partitions(fresh.host()) == PARTITIONS);
        assertSame(what + ", restored from a compacted changelog", expected, fresh);
      }
      assertTrue(sent > keys.size());
    }
  }

  private void awaitPartitions(Instance a, Instance b) throws Exception {
    Broker.await(
        "both have partitions",
        () ->
            client.partitions(a.host()) > 0
                && client.partitions(b.host()) > 0
                && client.partitions(a.host()) + client.partitions(b.host()) == PARTITIONS);
  }

  /** Sends all operations, some of them again; kills the instance when half of them are sent. */
  private static void load(Broker broker, List<KeyedOp> operations, Gen gen, Instance doomed)
      throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    List<Future<RecordMetadata>> sent = new ArrayList<>(operations.size());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      boolean killed = false;
      for (int i = 0; i < operations.size(); i++) {
        sent.add(send(producer, operations.get(i)));
        if (gen.chance(5)) {
          sent.add(send(producer, operations.get(gen.below(i + 1))));
        }
        if (i % BATCH == 0) {
          producer.flush();
          TimeUnit.MILLISECONDS.sleep(100);
        }
        if (!killed && i > operations.size() / 2) {
          doomed.kill();
          killed = true;
        }
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  private static Future<RecordMetadata> send(
      KafkaProducer<byte[], byte[]> producer, KeyedOp keyed) {
    return producer.send(
        new ProducerRecord<>(FeedTopology.OPERATIONS, keyed.key().array(), operand(keyed.op())));
  }

  private static byte[] operand(Op op) {
    byte[] member = op.member().array();
    return switch (op.kind()) {
      case '+' -> Operations.add(member, op.stamp());
      case '-' -> Operations.delete(member, op.stamp());
      default -> Operations.forget(op.stamp(), member);
    };
  }

  /** Every set's bytes, and a timeline over all sets, whatever instance they are on. */
  private void assertSame(String what, LwwStore expected, Instance asked) throws Exception {
    Broker.await(what + " answers", () -> client.wholeRecord(asked.host(), first()) != null);
    for (Bytes key : keys) {
      assertArrayEquals(
          expected.record(key.array()),
          client.wholeRecord(asked.host(), key.array()),
          what + ": " + key + "\n" + asked.printed());
    }
    List<byte[]> all = keys.stream().map(Bytes::array).toList();
    List<TimelineEntry> timeline = expected.timeline(all, null, LIMIT);
    assertEquals(timeline, client.wholeTimeline(asked.host(), all, LIMIT), what);
  }

  private byte[] first() {
    return keys.iterator().next().array();
  }

  /** Waits until each partition's changelog begins to lack records; returns how many were sent. */
  private long awaitCompaction(Broker broker) throws Exception {
    long sent = 0;
    for (int i = 0; i < PARTITIONS; i++) {
      TopicPartition partition = new TopicPartition(CHANGELOG, i);
      long end = broker.end(partition);
      sent += end;
      Broker.await(partition + " compacted", () -> records(broker, partition, end) < end);
    }
    return sent;
  }

  private static long records(Broker broker, TopicPartition partition, long end) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long records = 0;
      while (consumer.position(partition) < end) {
        records += consumer.poll(Duration.ofMillis(200)).count();
      }
      return records;
    }
  }

  /** Operations on sets of very different sizes, the largest of them too large for one record. */
  private static final class Generated {
    private Generated() {}

    static List<KeyedOp> of(Gen gen, int count) {
      List<KeyedOp> operations = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int set = gen.chance(60) ? 0 : 1 + gen.below(300);
        String member =
            "a member with a long name, so that large sets are split " + gen.below(9_000);
        long stamp = (long) i - gen.below(2_000);
        Bytes key = Bytes.utf8("set " + set);
        operations.add(
            new KeyedOp(key, gen.chance(90) ? Op.add(member, stamp) : Op.delete(member, stamp)));
      }
      return operations;
    }
  }
}
