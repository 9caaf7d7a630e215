// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.Membership;
import dev.lastword.merge.Policy;
import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelSets;
import dev.lastword.model.ModelState;
import dev.lastword.model.Seeds;
import dev.lastword.record.Operations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/** The store in a topology, without a broker. */
final class LwwSetStoreTest {
  private static final String STORE = "feeds";

  @TempDir Path dir;

  @Test
  void store_afterOperationsInAnyOrderAndRepeated_equalsTheModel() {
    for (long seed : Seeds.seeds(4)) {
      Gen gen = new Gen(seed);
      ModelPolicy policy = gen.forgetPolicy();
      List<KeyedOp> operations = operations(gen, policy);
      NavigableMap<Bytes, ModelState> expected = ModelSets.of(policy, operations);
      try (TopologyTestDriver driver = driver(seed + "", Models.policy(policy), Map.of())) {
        pipe(driver, gen.repeated(gen.shuffled(operations)));
        LwwSetStore store = store(driver);
        expected.forEach((key, state) ->
            assertEquals(state, Models.state(store.record(key.array())), "seed " + seed));
      }
    }
  }

  @Test
  void changelog_joinedInAnyOrder_restoresTheStore() {
    for (long seed : Seeds.seeds(4)) {
      Gen gen = new Gen(seed);
      ModelPolicy policy = gen.forgetPolicy();
      List<KeyedOp> operations = operations(gen, policy);
      try (TopologyTestDriver driver = driver(seed + "a", Models.policy(policy), Map.of());
          ChangelogBench restored =
              new ChangelogBench(dir.resolve(seed + "b"), Models.policy(policy))) {
        pipe(driver, operations);
        List<KeyValue<byte[], byte[]>> log = changelog(driver);
        restored.restore(gen.repeated(gen.shuffled(ChangelogBench.compact(log))));
        for (Bytes key : ModelSets.of(policy, operations).keySet()) {
          assertArrayEquals(
              store(driver).record(key.array()), restored.record(key.array()), "seed " + seed);
        }
      }
    }
  }

  private static List<KeyedOp> operations(Gen gen, ModelPolicy policy) {
    List<KeyedOp> operations = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Bytes key = Bytes.utf8("set" + i);
      gen.ops(policy).forEach(op -> operations.add(new KeyedOp(key, op)));
    }
    return gen.shuffled(operations);
  }

  private static void pipe(TopologyTestDriver driver, List<KeyedOp> operations) {
    TestInputTopic<byte[], byte[]> input = input(driver);
    operations.forEach(keyed -> input.pipeInput(keyed.key().array(), Models.operand(keyed.op())));
  }

  private static List<KeyValue<byte[], byte[]>> changelog(TopologyTestDriver driver) {
    String topic =
        driver.producedTopicNames().stream()
            .filter(name -> name.endsWith("-changelog"))
            .findFirst()
            .orElseThrow();
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readKeyValuesToList();
  }

  @Test
  void reads_ofAllKinds_answerFromTheStore() {
    try (TopologyTestDriver driver = driver("reads", Policy.forget(), Map.of())) {
      TestInputTopic<byte[], byte[]> input = input(driver);
      input.pipeInput(utf8("anna"), Operations.add(utf8("photo"), 100));
      input.pipeInput(utf8("anna"), Operations.delete(utf8("song"), 90));
      input.pipeInput(utf8("bert"), Operations.add(utf8("film"), 110));
      LwwSetStore store = store(driver);
      assertEquals("photo", store.select("anna", 0, 10).getFirst().memberText());
      assertEquals(1, store.select("anna", null, null, 10).size());
      assertEquals(Membership.State.DELETED, store.contains("anna", "song").state());
      assertEquals(1, store.size("bert"));
      assertEquals(
          List.of("film", "photo"),
          store.timeline(List.of(utf8("anna"), utf8("bert")), null, 10).stream()
              .map(entry -> entry.memberText())
              .toList());
      QueryResult<Long> asked =
          store.query(
              SetQuery.of(sets -> sets.size("anna")),
              PositionBound.unbounded(),
              new QueryConfig(false));
      assertEquals(1, asked.getResult());
      assertFalse(
          store
              .query(
                  SetQuery.of(sets -> sets.size("anna")),
                  PositionBound.at(Position.emptyPosition().withComponent("t", 0, 1)),
                  new QueryConfig(false))
              .isSuccess());
    }
  }

  @Test
  void recordsThatAreNone_arePassedOverAndCounted() {
    try (TopologyTestDriver driver = driver("bad", Policy.forget(), Map.of())) {
      TestInputTopic<byte[], byte[]> input = input(driver);
      input.pipeInput(utf8("anna"), new byte[] {77});
      input.pipeInput(new TestRecord<>(utf8("anna"), null));
      input.pipeInput((byte[]) null, Operations.add(utf8("x"), 1));
      input.pipeInput(utf8("anna"), Operations.add(utf8("x"), 1));
      assertEquals(1, store(driver).size("anna"));
      double dropped =
          driver.metrics().entrySet().stream()
              .filter(metric -> metric.getKey().name().equals("dropped-records-total"))
              .mapToDouble(metric -> (double) metric.getValue().metricValue())
              .sum();
      assertEquals(3, dropped);
    }
  }

  @Test
  void stateTooLargeForOneRecord_isSplitAndStaysUnderTheLimit() {
    int limit = RecordLimit.LEAST;
    LwwStoreBuilder builder =
        LwwSets.store(STORE, Policy.forget())
            .withLoggingEnabled(
                Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(limit)));
    try (TopologyTestDriver driver = driver("large", builder, Map.of());
        ChangelogBench restored = new ChangelogBench(dir.resolve("large-b"), Policy.forget())) {
      List<byte[]> operands = new ArrayList<>();
      for (int i = 0; i < 40_000; i++) {
        operands.add(Operations.add(utf8("a member of some length " + i), i));
      }
      input(driver).pipeInput(utf8("anna"), RecordJoin.of(operands));
      List<KeyValue<byte[], byte[]>> log = changelog(driver);
      assertTrue(log.size() >= 4);
      log.forEach(record -> assertTrue(record.value.length + record.key.length < limit));
      restored.restore(log);
      assertArrayEquals(store(driver).record(utf8("anna")), restored.record(utf8("anna")));
    }
  }

  @Test
  void database_openedAgainWithAnotherPolicy_hasItsSetsAndOffset() {
    TopicPartition partition = new TopicPartition("changelog", 0);
    try (SetDatabase database = database(Policy.forget())) {
      database.sets().add("anna", "x", 1);
      new Offsets(database.offsets()).commit(Map.of(partition, 7L));
    }
    try (SetDatabase database = database(Policy.forget().maxAdds(5))) {
      assertEquals(1, database.sets().size("anna"));
      Offsets offsets = new Offsets(database.offsets());
      assertEquals(7L, offsets.committed(partition));
      offsets.commit(Map.of());
      assertNull(offsets.committed(partition));
    }
  }

  private SetDatabase database(Policy policy) {
    return new SetDatabase(
        dir.resolve("again"), new StoreOptions(STORE, Map.of()), Operators.of(policy));
  }

  /** As after a crash: a store that was never closed lies in a directory of its own. */
  @Test
  void store_notClosedUnderExactlyOnce_isGivenUpForTheChangelog() {
    Path database = dir.resolve("eos/test/0_0/rocksdb/feeds");
    try (SetDatabase crashed =
        new SetDatabase(
            database, new StoreOptions(STORE, Map.of()), Operators.of(Policy.forget()))) {
      new Offsets(crashed.offsets()).open();
    }
    Map<String, Object> exactlyOnce =
        Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    for (int i = 0; i < 2; i++) { // and stays so until it is deleted
      assertThrows(TaskCorruptedException.class, () -> driver("eos", Policy.forget(), exactlyOnce));
    }
    try (TopologyTestDriver driver = driver("eos", Policy.forget(), Map.of())) {
      assertEquals(0, store(driver).size("anna"));
    }
  }

  @Test
  void configSetter_ofTheApplication_changesOptionsAndIsClosed() {
    int made = Setter.MADE.get();
    int closed = Setter.CLOSED.get();
    try (TopologyTestDriver driver =
        driver(
            "setter",
            Policy.forget(),
            Map.of(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, Setter.class))) {
      input(driver).pipeInput(utf8("anna"), Operations.add(utf8("x"), 1));
      RocksDbSetStore store = (RocksDbSetStore) store(driver);
      assertEquals(Setter.BUFFER, store.writeBufferSize());
    }
    assertEquals(made + 1, Setter.MADE.get());
    assertEquals(closed + 1, Setter.CLOSED.get());
  }

  /** Public, for Kafka Streams makes one by its class. */
  public static final class Setter implements RocksDBConfigSetter {
    static final long BUFFER = 3 << 20;
    static final AtomicInteger MADE = new AtomicInteger();
    static final AtomicInteger CLOSED = new AtomicInteger();

    /** Creates one. */
    public Setter() {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
      options.setWriteBufferSize(BUFFER);
      MADE.incrementAndGet();
    }

    @Override
    public void close(String storeName, Options options) {
      CLOSED.incrementAndGet();
    }
  }

  @Test
  void logConfig_thatWouldLoseSets_isRefused() {
    LwwStoreBuilder builder = LwwSets.store(STORE, Policy.forget());
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.withLoggingEnabled(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1000")));
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")));
  }

  @Test
  void rocksdbjni_isTheOneThatThisRunIsAbout() {
    RocksDB.loadLibrary();
    assertEquals(System.getProperty("lastword.rocksdbjni"), RocksDB.rocksdbVersion().toString());
  }

  private TopologyTestDriver driver(String name, Policy policy, Map<String, Object> more) {
    return driver(name, LwwSets.store(STORE, policy), more);
  }

  private TopologyTestDriver driver(String name, LwwStoreBuilder store, Map<String, Object> more) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("operations", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .process(LwwSets.joinInto(store));
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, dir.resolve(name).toString());
    config.putAll(more);
    return new TopologyTestDriver(builder.build(), config);
  }

  private static LwwSetStore store(TopologyTestDriver driver) {
    return (LwwSetStore) driver.getStateStore(STORE);
  }

  private static TestInputTopic<byte[], byte[]> input(TopologyTestDriver driver) {
    return driver.createInputTopic(
        "operations", new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
