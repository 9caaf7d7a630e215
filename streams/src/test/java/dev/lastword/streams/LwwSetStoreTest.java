// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static dev.lastword.streams.Topologies.STORE;
import static dev.lastword.streams.Topologies.changelog;
import static dev.lastword.streams.Topologies.dropped;
import static dev.lastword.streams.Topologies.input;
import static dev.lastword.streams.Topologies.store;
import static dev.lastword.streams.Topologies.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Consumer;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;

/** The store in a topology, without a broker. */
final class LwwSetStoreTest {
  @TempDir Path dir;

  @Test
  void store_afterOperationsInAnyOrderAndRepeated_equalsTheModel() {
    for (long seed : Seeds.seeds(4)) {
      Gen gen = new Gen(seed);
      ModelPolicy policy = gen.forgetPolicy();
      List<KeyedOp> operations = operations(gen, policy);
      NavigableMap<Bytes, ModelState> expected = ModelSets.of(policy, operations);
      try (TopologyTestDriver driver = driver(seed + "", Models.policy(policy)))  {
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
      try (TopologyTestDriver driver = driver(seed + "a", Models.policy(policy));
          ChangelogBench restored =
              new ChangelogBench(dir.resolve(seed + "b"), Models.policy(policy))) {
        pipe(driver, operations);
        List<KeyValue<byte[], byte[]>> log = changelog(driver);
        restored.restore(gen.repeated(gen.shuffled(ChangelogBench.compact(log))));
        ModelSets.of(policy, operations).forEach((key, state) ->
            assertEquals(state, Models.state(restored.record(key.array())), "seed " + seed));
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

  @Test
  void reads_ofAllKinds_answerFromTheStore() {
    try (TopologyTestDriver driver = driver("reads", Policy.forget()))  {
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
    }
  }

  @Test
  void recordsThatAreNone_arePassedOverAndCounted() {
    try (TopologyTestDriver driver = driver("bad", Policy.forget()))  {
      TestInputTopic<byte[], byte[]> input = input(driver);
      input.pipeInput(utf8("anna"), new byte[] {77});
      input.pipeInput(new TestRecord<>(utf8("anna"), null));
      input.pipeInput((byte[]) null, Operations.add(utf8("x"), 1));
      input.pipeInput(utf8("anna"), Operations.add(utf8("x"), 1));
      assertEquals(1, store(driver).size("anna"));
      assertEquals(3, dropped(driver));
    }
  }

  @Test
  void writes_ofEachKind_reachTheChangelog() {
    byte[] key = utf8("anna");
    byte[] member = utf8("x");
    Map<String, Consumer<LwwSetStore>> writes = new LinkedHashMap<>();
    writes.put("add", store -> store.add(key, member, 7));
    writes.put(
        "add-buffer", store -> store.add(ByteBuffer.wrap(key), ByteBuffer.wrap(member), 7));
    writes.put("delete", store -> store.delete(key, member, 7));
    writes.put(
        "delete-buffer", store -> store.delete(ByteBuffer.wrap(key), ByteBuffer.wrap(member), 7));
    writes.put("forget", store -> store.forget(key, 7));
    writes.put("forget-buffer", store -> store.forget(ByteBuffer.wrap(key), 7));
    writes.put("join", store -> store.join(key, Operations.add(member, 7)));
    writes.put(
        "join-buffer",
        store -> store.join(ByteBuffer.wrap(key), ByteBuffer.wrap(Operations.add(member, 7))));
    writes.forEach((name, write) -> {
      try (TopologyTestDriver driver = driver(name, Policy.forget());
          ChangelogBench restored = new ChangelogBench(dir.resolve(name + "-b"), Policy.forget())) {
        write.accept(store(driver));
        input(driver).pipeInput(utf8("bert"), Operations.add(utf8("y"), 1)); // so it is committed
        restored.restore(changelog(driver));
        assertTrue(restored.record(key) != null, name);
        assertArrayEquals(store(driver).record(key), restored.record(key), name);
      }
    });
  }

  /** What is put into a buffer, or array, after the call is no longer the store's. */
  @Test
  void keys_thatTheCallerChangesAfterwards_areStillSent() {
    try (TopologyTestDriver driver = driver("reused", Policy.forget())) {
      byte[] key = utf8("anna");
      store(driver).add(key, utf8("x"), 1);
      store(driver).delete(ByteBuffer.wrap(key), ByteBuffer.wrap(utf8("y")), 1);
      Arrays.fill(key, (byte) 'b');
      store(driver).add(key, utf8("x"), 1);
      input(driver).pipeInput(utf8("carl"), Operations.add(utf8("y"), 1));
      assertEquals(3, changelog(driver).size());
    }
  }

  /** Kafka Streams clears where a task becomes a standby: all is committed by then. */
  @Test
  void clearing_forgetsWhatWasTouched() {
    try (TopologyTestDriver driver = driver("cleared", Policy.forget())) {
      store(driver).add("anna", "x", 1);
      store(driver).clearCache();
      input(driver).pipeInput(utf8("bert"), Operations.add(utf8("y"), 1));
      assertEquals(1, changelog(driver).size());
    }
  }

  /** Bytes that could not be merged cannot be split: each commit would fail, for ever. */
  @Test
  void record_whoseUnreadableBytesFitNoChangelogRecord_isPassedOver() {
    int limit = RecordLimit.LEAST;
    byte[] unreadable = new byte[limit];
    Arrays.fill(unreadable, (byte) 99);
    byte[] record = RecordJoin.of(List.of(Operations.add(utf8("x"), 1), unreadable));
    try (TopologyTestDriver driver = driver("poison", limited(limit))) {
      TestInputTopic<byte[], byte[]> input = input(driver);
      input.pipeInput(utf8("anna"), record);
      input.pipeInput(utf8("anna"), Operations.add(utf8("y"), 1));
      assertEquals(1, dropped(driver));
      assertEquals(1, store(driver).size("anna"));
      assertThrows(
          IllegalArgumentException.class, () -> store(driver).join(utf8("anna"), record));
    }
  }

  private static LwwStoreBuilder limited(int limit) {
    return LwwSets.store(STORE, Policy.forget())
        .withLoggingEnabled(
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(limit)));
  }

  @Test
  void tombstones_onceCommitted_areNotSentAgain() {
    try (TopologyTestDriver driver = driver("once", limited(RecordLimit.LEAST))) {
      TestInputTopic<byte[], byte[]> input = input(driver);
      List<byte[]> operands = new ArrayList<>();
      for (int i = 0; i < 40_000; i++) {
        operands.add(Operations.add(utf8("a member of some length " + i), i));
      }
      input.pipeInput(utf8("anna"), RecordJoin.of(operands));
      int parts = changelog(driver).size();
      input.pipeInput(utf8("anna"), Operations.forget(39_990, new byte[0]));
      assertEquals(parts, changelog(driver).size());
      input.pipeInput(utf8("anna"), Operations.forget(39_991, new byte[0]));
      assertEquals(1, changelog(driver).size());
    }
  }

  @Test
  void stateTooLargeForOneRecord_isSplitAndStaysUnderTheLimit() {
    int limit = RecordLimit.LEAST;
    try (TopologyTestDriver driver = driver("large", limited(limit));
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
  void rocksdbjni_isTheOneThatThisRunIsAbout() {
    RocksDB.loadLibrary();
    assertEquals(System.getProperty("lastword.rocksdbjni"), RocksDB.rocksdbVersion().toString());
  }

  private TopologyTestDriver driver(String name, Policy policy) {
    return driver(name, LwwSets.store(STORE, policy));
  }

  private TopologyTestDriver driver(String name, LwwStoreBuilder store) {
    return Topologies.driver(dir.resolve(name), store, Map.of());
  }
}
