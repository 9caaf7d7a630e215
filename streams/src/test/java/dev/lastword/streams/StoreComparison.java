// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.record.Operations;
import dev.lastword.streams.ComparisonRun.Result;
import dev.lastword.streams.example.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Not a test: measures the store of sets beside Kafka Streams' own key-value store in which the
 * same sets are read, changed and put, on one broker in this process. Prints a table. {@code
 * docs/scale-out.md} says how to run it, and what its columns are.
 *
 * <p>After a round that is not counted, with fewer operations, the contenders run in rounds, each
 * round in another order. Medians are printed. All of them must end in the same bytes for every
 * set, before and after the restore.
 */
final class StoreComparison {
  private static final String WARM_UP = "warm-up";
  private static final String INPUT = "operations";
  private static final int WARM_UP_SHARE = 5;

  private final Broker broker;
  private final Path dir;
  private final int operations;
  private final int sets;
  private final int members;
  private final int rounds;

  private StoreComparison(Broker broker, Path dir, List<Integer> sizes) {
    this.broker = broker;
    this.dir = dir;
    operations = sizes.get(0);
    sets = sizes.get(1);
    members = sizes.get(2);
    rounds = sizes.get(3);
  }

  /** Takes the numbers of operations, sets, members to draw from in each, and rounds. */
  public static void main(String[] args) throws Exception {
    List<Integer> sizes = Arrays.stream(args).map(Integer::valueOf).toList();
    Path dir = Files.createTempDirectory("lastword-streams");
    try (Broker broker = new Broker(dir.resolve("broker"))) {
      new StoreComparison(broker, dir, sizes).run();
    } finally {
      delete(dir);
    }
  }

  private void run() throws Exception {
    long begun = System.nanoTime();
    produce(WARM_UP, operations / WARM_UP_SHARE);
    produce(INPUT, operations);
    for (Contender contender : Contender.values()) {
      measure(WARM_UP, operations / WARM_UP_SHARE, contender, 0);
    }
    Map<Contender, List<Result>> results = new EnumMap<>(Contender.class);
    for (int round = 1; round <= rounds; round++) {
      List<Contender> order = new ArrayList<>(List.of(Contender.values()));
      Collections.rotate(order, round - 1);
      for (Contender contender : order) {
        results
            .computeIfAbsent(contender, one -> new ArrayList<>())
            .add(measure(INPUT, operations, contender, round));
      }
    }
    print(results, same(results).stateBytes(), System.nanoTime() - begun);
  }

  private Result measure(String topic, int count, Contender contender, int round) throws Exception {
    Path state = dir.resolve(contender.name() + round);
    try {
      return new ComparisonRun(broker, state, contender, topic + "-" + round)
          .run(topic, count, sets);
    } finally {
      delete(state);
    }
  }

  /** As the documents have it: members are few bytes, stamps rise. */
  private void produce(String topic, int count) throws Exception {
    broker.create(topic, 1);
    List<Future<RecordMetadata>> sent = new ArrayList<>(count);
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        byte[] set = ComparisonRun.key(random.nextInt(sets));
        byte[] member = ("member " + random.nextInt(members)).getBytes(UTF_8);
        sent.add(producer.send(new ProducerRecord<>(topic, set, Operations.add(member, i))));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  /** Returns any, after all were found to hold the same sets. */
  private static Result same(Map<Contender, List<Result>> results) {
    List<Result> all = results.values().stream().flatMap(List::stream).toList();
    Result first = all.getFirst();
    for (Result other : all) {
      if (!other.digest().equals(first.digest())) {
        throw new IllegalStateException("contenders hold different sets: " + results);
      }
    }
    return first;
  }

  private void print(Map<Contender, List<Result>> results, long stateBytes, long nanos) {
    System.out.printf(
        "%,d operations on %,d sets, members of each drawn from %,d; %d rounds; %,d bytes of state,"
            + " the same in all; %d s in all%n%n",
        operations, sets, members, rounds, stateBytes, nanos / 1_000_000_000);
    System.out.println(
        "    mvn -o -q -pl streams -am -Pstreams-comparison test-compile \"-Dcomparison.args="
            + operations
            + " "
            + sets
            + " "
            + members
            + " "
            + rounds
            + "\"\n");
    System.out.println(
        "| | operations a second | changelog records | changelog MB |"
            + " records restored | restored in ms |");
    System.out.println("|---|--:|--:|--:|--:|--:|");
    results.forEach((contender, all) ->
        System.out.printf(
            "| %s | %,d | %,d | %,.1f | %,d | %,d |%n",
            contender.label(),
            median(all, result -> operations * 1_000_000_000L / result.nanos()),
            median(all, Result::changelogRecords),
            median(all, Result::changelogBytes) / 1e6,
            median(all, Result::restoredRecords),
            median(all, Result::restoredNanos) / 1_000_000));
  }

  private static long median(List<Result> results, ToLongFunction<Result> figure) {
    long[] sorted = results.stream().mapToLong(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  static void delete(Path dir) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
