// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.merge.Policy;
import dev.lastword.record.Operations;
import dev.lastword.streams.example.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Not a test: measures the store of sets beside Kafka Streams' own key-value store in which the
 * same sets are read, changed and put, on one broker in this process. Prints a table. {@code
 * docs/scale-out.md} says how to run it.
 */
final class StoreComparison {
  private static final String INPUT = "operations";
  private static final int OPERATIONS = Integer.getInteger("operations", 200_000);
  private static final int SETS = Integer.getInteger("sets", 200);
  private static final int MEMBERS = Integer.getInteger("members", 1_000);

  private StoreComparison() {}

  private enum Contender {
    LASTWORD,
    READ_MODIFY_WRITE,
    READ_MODIFY_WRITE_CACHED;

    String label() {
      return switch (this) {
        case LASTWORD -> "store of sets";
        case READ_MODIFY_WRITE -> "key-value store, read-modify-write";
        case READ_MODIFY_WRITE_CACHED -> "the same, with Kafka Streams' cache";
      };
    }
  }

  /** Runs all contenders, one after the other. */
  public static void main(String[] args) throws Exception {
    Path dir = Files.createTempDirectory("lastword-streams");
    try (Broker broker = new Broker(dir.resolve("broker"))) {
      broker.create(INPUT, 1);
      produce(broker);
      System.out.printf("%,d operations on %,d sets of %,d members%n%n", OPERATIONS, SETS, MEMBERS);
      System.out.println("| | operations a second | changelog records | restored in ms |");
      System.out.println("|---|--:|--:|--:|");
      for (Contender contender : Contender.values()) {
        measure(broker, dir.resolve(contender.name()), contender);
      }
    } finally {
      delete(dir);
    }
  }

  private static void produce(Broker broker) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>(OPERATIONS);
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < OPERATIONS; i++) {
        byte[] set = ("set " + random.nextInt(SETS)).getBytes(UTF_8);
        byte[] member = ("member " + random.nextInt(MEMBERS)).getBytes(UTF_8);
        sent.add(producer.send(new ProducerRecord<>(INPUT, set, Operations.add(member, i))));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  private static void measure(Broker broker, Path dir, Contender contender) throws Exception {
    String application = contender.name().toLowerCase(Locale.ROOT).replace('_', '-');
    long took;
    try (KafkaStreams streams = streams(broker, dir, application, contender)) {
      long begun = System.nanoTime();
      streams.start();
      broker.awaitCommitted(application, INPUT, 1);
      took = System.nanoTime() - begun;
    }
    long changelog = broker.end(new TopicPartition(application + "-sets-changelog", 0));
    delete(dir);
    long restored;
    try (KafkaStreams streams = streams(broker, dir, application, contender)) {
      long begun = System.nanoTime();
      streams.start();
      Broker.await("running", () -> streams.state() == KafkaStreams.State.RUNNING);
      restored = System.nanoTime() - begun;
    }
    System.out.printf(
        "| %s | %,d | %,d | %,d |%n",
        contender.label(),
        OPERATIONS * TimeUnit.SECONDS.toNanos(1) / took,
        changelog,
        TimeUnit.NANOSECONDS.toMillis(restored));
  }

  private static KafkaStreams streams(
      Broker broker, Path dir, String application, Contender contender) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "1000");
    config.put("auto.offset.reset", "earliest");
    config.put("session.timeout.ms", "3000");
    config.put("linger.ms", "20");
    StreamsBuilder builder = new StreamsBuilder();
    if (contender == Contender.LASTWORD) {
      builder.stream(INPUT, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
          .process(LwwSets.joinInto(LwwSets.store("sets", Policy.forget())));
    } else {
      builder.addStateStore(keyValueStore(contender));
      builder.stream(INPUT, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
          .process(ReadModifyWrite::new, "sets");
    }
    return new KafkaStreams(builder.build(), config);
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> keyValueStore(Contender contender) {
    StoreBuilder<KeyValueStore<byte[], byte[]>> builder =
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore("sets"), Serdes.ByteArray(), Serdes.ByteArray());
    return contender == Contender.READ_MODIFY_WRITE_CACHED
        ? builder.withCachingEnabled()
        : builder.withCachingDisabled();
  }

  /** Merges with the same kernel, on the Java side of the store. */
  private static final class ReadModifyWrite implements Processor<byte[], byte[], Void, Void> {
    private KeyValueStore<byte[], byte[]> store;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before process
    ReadModifyWrite() {}

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore("sets");
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      byte[] before = store.get(record.key());
      store.put(
          record.key(),
          before == null ? record.value() : RecordJoin.of(List.of(before, record.value())));
    }
  }

  private static void delete(Path dir) throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
