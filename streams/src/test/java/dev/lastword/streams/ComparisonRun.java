// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.streams.Contender.Meter;
import dev.lastword.streams.example.Broker;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** One contender of {@link StoreComparison}, once: all operations, then a restore from nothing. */
final class ComparisonRun {
  /** Kafka Streams' own under exactly-once: a run has several, however quick it is. */
  private static final String COMMIT_INTERVAL = "100";

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Broker broker;
  private final Path dir;
  private final Contender contender;
  private final String application;
  private final String changelog;

  ComparisonRun(Broker broker, Path dir, Contender contender, String name) {
    this.broker = broker;
    this.dir = dir;
    this.contender = contender;
    application = contender.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + name;
    changelog = application + "-" + Contender.STORE + "-changelog";
  }

  /**
   * What was measured.
   *
   * @param nanos from the first operation that is processed until all of them are committed
   * @param changelogRecords sent to the changelog; {@code changelogBytes} likewise
   * @param restoredRecords read from the changelog once the log cleaner has been through it
   * @param restoredNanos from the start of the restore to its end, as Kafka Streams tells them
   * @param stateBytes of all sets together
   * @param digest of all sets
   */
  record Result(
      long nanos,
      long changelogRecords,
      long changelogBytes,
      long restoredRecords,
      long restoredNanos,
      long stateBytes,
      String digest) {}

  static byte[] key(int set) {
    return ("set " + set).getBytes(UTF_8);
  }

  Result run(String topic, int operations, int sets) throws Exception {
    Loaded loaded = load(topic, operations, sets);
    StoreComparison.delete(dir);
    broker.set(changelog, TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0");
    broker.awaitCompacted(new TopicPartition(changelog, 0));
    Stopwatch restore = new Stopwatch();
    try (KafkaStreams streams = streams(topic, new Meter(operations))) {
      streams.setGlobalStateRestoreListener(restore);
      streams.start();
      Broker.await("running", PATIENCE, () -> streams.state() == KafkaStreams.State.RUNNING);
      State restored = state(streams, sets);
      if (!restored.equals(loaded.state())) {
        throw new IllegalStateException(contender + " restores " + restored + " of " + loaded);
      }
    }
    broker.delete(changelog);
    return new Result(
        loaded.nanos(),
        loaded.records(),
        loaded.bytes(),
        restore.records,
        restore.nanos,
        loaded.state().bytes(),
        loaded.state().digest());
  }

  /** What was measured until all is committed. */
  private record Loaded(long nanos, long records, long bytes, State state) {}

  private Loaded load(String topic, int operations, int sets) throws Exception {
    Meter meter = new Meter(operations);
    try (KafkaStreams streams = streams(topic, meter)) {
      streams.start();
      Broker.await("all committed", PATIENCE, () -> broker.isCommitted(application, topic, 1));
      Loaded loaded =
          new Loaded(
              System.nanoTime() - meter.begun(),
              sent(streams, "record-send-total"),
              sent(streams, "byte-total"),
              state(streams, sets));
      // The next one need not wait until the broker misses this one.
      streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
      return loaded;
    }
  }

  private KafkaStreams streams(String topic, Meter meter) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL);
    config.put("auto.offset.reset", "earliest");
    config.put("session.timeout.ms", "3000");
    config.put("heartbeat.interval.ms", "500");
    config.put("linger.ms", "20");
    return new KafkaStreams(contender.topology(topic, meter), config);
  }

  /** What the producer of the application's only thread has sent to the changelog. */
  private long sent(KafkaStreams streams, String metric) {
    return streams.metrics().entrySet().stream()
        .filter(one -> one.getKey().group().equals("producer-topic-metrics"))
        .filter(one -> one.getKey().name().equals(metric))
        .filter(one -> changelog.equals(one.getKey().tags().get("topic")))
        .mapToLong(one -> ((Number) one.getValue().metricValue()).longValue())
        .sum();
  }

  /** All sets: how many bytes they are, and a digest of those. */
  private record State(long bytes, String digest) {}

  private State state(KafkaStreams streams, int sets) throws Exception {
    Reader reader = reader(streams);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    long bytes = 0;
    for (int set = 0; set < sets; set++) {
      byte[] record = reader.record(key(set));
      if (record != null) {
        digest.update(key(set));
        digest.update(record);
        bytes += record.length;
      }
    }
    return new State(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  @FunctionalInterface
  private interface Reader {
    byte @Nullable [] record(byte[] key);
  }

  private Reader reader(KafkaStreams streams) {
    if (contender == Contender.LASTWORD) {
      return streams.store(
              StoreQueryParameters.fromNameAndType(Contender.STORE, LwwSets.queryable()))
          ::record;
    }
    ReadOnlyKeyValueStore<byte[], byte[]> store =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                Contender.STORE, QueryableStoreTypes.keyValueStore()));
    return store::get;
  }

  /** Times a restore by Kafka Streams' own events. */
  private static final class Stopwatch implements StateRestoreListener {
    private volatile long begun;
    private volatile long nanos;
    private volatile long records;

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long end) {
      begun = System.nanoTime();
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long count) {}

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
      nanos = System.nanoTime() - begun;
      records = total;
    }
  }
}
