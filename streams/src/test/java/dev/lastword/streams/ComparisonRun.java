// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.merge.Policy;
import dev.lastword.streams.example.Broker;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** One contender of {@link StoreComparison}, once: all operations, then a restore from nothing. */
final class ComparisonRun {
  private static final String STORE = "sets";
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
    changelog = application + "-" + STORE + "-changelog";
  }

  /** Ways to keep sets. */
  enum Contender {
    LASTWORD("store of sets"),
    READ_MODIFY_WRITE("key-value store, read-modify-write"),
    READ_MODIFY_WRITE_CACHED("the same, with Kafka Streams' cache");

    private final String label;

    Contender(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
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
    Meter meter = new Meter(operations);
    long nanos;
    long records;
    long bytes;
    State loaded;
    try (KafkaStreams streams = streams(topic, meter)) {
      streams.start();
      Broker.await("all committed", PATIENCE, () -> broker.isCommitted(application, topic, 1));
      nanos = System.nanoTime() - meter.begun;
      records = sent(streams, "record-send-total");
      bytes = sent(streams, "byte-total");
      loaded = state(streams, sets);
    }
    StoreComparison.delete(dir);
    broker.set(changelog, TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0");
    broker.awaitCompacted(new TopicPartition(changelog, 0));
    Stopwatch restore = new Stopwatch();
    try (KafkaStreams streams = streams(topic, meter)) {
      streams.setGlobalStateRestoreListener(restore);
      streams.start();
      Broker.await("running", PATIENCE, () -> streams.state() == KafkaStreams.State.RUNNING);
      State restored = state(streams, sets);
      if (!restored.equals(loaded)) {
        throw new IllegalStateException(contender + " restores " + restored + " of " + loaded);
      }
    }
    return new Result(
        nanos, records, bytes, restore.records, restore.nanos, loaded.bytes(), loaded.digest());
  }

  private KafkaStreams streams(String topic, Meter meter) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "1000");
    config.put("auto.offset.reset", "earliest");
    config.put("session.timeout.ms", "3000");
    config.put("linger.ms", "20");
    StreamsBuilder builder = new StreamsBuilder();
    KStream<byte[], byte[]> input =
        builder.stream(topic, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
            .process(() -> new Metered(meter));
    // The log cleaner stands still until everything is sent: it would take the processors' time.
    Map<String, String> log = Map.of(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "1");
    if (contender == Contender.LASTWORD) {
      input.process(
          LwwSets.joinInto(LwwSets.store(STORE, Policy.forget()).withLoggingEnabled(log)));
    } else {
      builder.addStateStore(keyValueStore().withLoggingEnabled(log));
      input.process(ReadModifyWrite::new, STORE);
    }
    return new KafkaStreams(builder.build(), config);
  }

  private StoreBuilder<KeyValueStore<byte[], byte[]>> keyValueStore() {
    StoreBuilder<KeyValueStore<byte[], byte[]>> builder =
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray());
    return contender == Contender.READ_MODIFY_WRITE_CACHED
        ? builder.withCachingEnabled()
        : builder.withCachingDisabled();
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
      return streams.store(StoreQueryParameters.fromNameAndType(STORE, LwwSets.queryable()))
          ::record;
    }
    ReadOnlyKeyValueStore<byte[], byte[]> store =
        streams.store(
            StoreQueryParameters.fromNameAndType(STORE, QueryableStoreTypes.keyValueStore()));
    return store::get;
  }

  /** Notes when the first operation is processed, and has the last one committed at once. */
  private static final class Meter {
    private final int operations;
    private volatile long begun;
    private int seen;

    Meter(int operations) {
      this.operations = operations;
    }

    /** Returns whether this is the last one. */
    boolean next() {
      if (seen == 0) {
        begun = System.nanoTime();
      }
      seen++;
      return seen == operations;
    }
  }

  /** Stands before each contender. */
  private static final class Metered implements Processor<byte[], byte[], byte[], byte[]> {
    private final Meter meter;
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before process
    Metered(Meter meter) {
      this.meter = meter;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
      context = newContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      context.forward(record);
      if (meter.next()) {
        context.commit();
      }
    }
  }

  /** Merges with the same kernel, on the Java side of the store. */
  private static final class ReadModifyWrite implements Processor<byte[], byte[], Void, Void> {
    private KeyValueStore<byte[], byte[]> store;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before process
    ReadModifyWrite() {}

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      byte[] before = store.get(record.key());
      store.put(
          record.key(),
          before == null ? record.value() : RecordJoin.of(List.of(before, record.value())));
    }
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
