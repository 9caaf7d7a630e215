// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static dev.lastword.streams.Topologies.STORE;
import static dev.lastword.streams.Topologies.changelog;
import static dev.lastword.streams.Topologies.dropped;
import static dev.lastword.streams.Topologies.input;
import static dev.lastword.streams.Topologies.store;
import static dev.lastword.streams.Topologies.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.record.Operations;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store sends to its changelog, in a topology without a broker. */
final class StoreChangelogTest {
  @TempDir Path dir;

  @Test
  void writes_ofEachKind_reachTheChangelog() {
    byte[] key = utf8("anna");
    byte[] member = utf8("x");
    Map<String, Consumer<LwwSetStore>> writes = new LinkedHashMap<>();
    writes.put("add", store -> store.add(key, member, 7));
    writes.put("add-buffer", store -> store.add(ByteBuffer.wrap(key), ByteBuffer.wrap(member), 7));
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
      assertEquals(
          Set.of("anna", "bbbb", "carl"),
          changelog(driver).stream()
              .map(record -> new String(ChangelogKey.setKey(record.key), UTF_8))
              .collect(Collectors.toSet()));
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
      assertThrows(IllegalArgumentException.class, () -> store(driver).join(utf8("anna"), record));
    }
  }

  /** The record at hand is not to blame, and was applied. */
  @Test
  void record_atWhichAnotherSetCannotBeSent_isNotPassedOver() {
    try (TopologyTestDriver driver = driver("innocent", limited(RecordLimit.LEAST))) {
      RocksDbSetStore store = store(driver);
      byte[] unreadable = new byte[RecordLimit.LEAST];
      Arrays.fill(unreadable, (byte) 99);
      byte[] record = RecordJoin.of(List.of(Operations.add(utf8("x"), 1), unreadable));
      store.sets().join(utf8("anna"), record); // past the check
      store.add("anna", "y", 1);
      for (int i = 2; i < Changelog.MOST_TOUCHED; i++) {
        store.add(ByteBuffer.allocate(4).putInt(0, i), ByteBuffer.wrap(utf8("x")), 1);
      }
      StreamsException e =
          assertThrows(
              StreamsException.class,
              () -> input(driver).pipeInput(utf8("bert"), Operations.add(utf8("x"), 1)));
      assertTrue(String.valueOf(e.getCause()).contains("key=616e6e61"), e + "");
      assertEquals(0, dropped(driver));
    }
  }

  private static LwwStoreBuilder limited(int limit) {
    return LwwSets.store(STORE, Policy.forget())
        .withLoggingEnabled(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(limit)));
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

  /** Kafka Streams commits no store of a task that runs under exactly-once. */
  @Test
  void tombstones_onceSent_waitForACommitUnderAtLeastOnceOnly() {
    assertEquals(1, partsAfterAFlush(StreamsConfig.EXACTLY_ONCE_V2));
    assertEquals(2, partsAfterAFlush(StreamsConfig.AT_LEAST_ONCE));
  }

  private int partsAfterAFlush(String guarantee) {
    LwwStoreBuilder builder = LwwSets.store(STORE, Policy.forget());
    Map<String, Object> config = Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
    try (TopologyTestDriver driver = Topologies.driver(dir.resolve(guarantee), builder, config)) {
      RocksDbSetStore store = store(driver);
      store.database().parts().add(ChangelogKey.of(utf8("anna"), 1, 0)); // as if restored
      store.add("anna", "x", 1);
      store.flushCache();
      try (KnownParts.Lookup parts = store.database().parts().lookup()) {
        return parts.of(utf8("anna")).size();
      }
    }
  }

  @Test
  void producerOfSmallRecords_isRefusedOnlyWhereThereIsAChangelog() {
    Map<String, Object> small = Map.of("producer.max.request.size", 200_000);
    LwwStoreBuilder store = LwwSets.store(STORE, Policy.forget());
    assertThrows(
        IllegalArgumentException.class,
        () -> Topologies.driver(dir.resolve("logged"), store, small));
    store.withLoggingDisabled();
    try (TopologyTestDriver driver = Topologies.driver(dir.resolve("unlogged"), store, small)) {
      input(driver).pipeInput(utf8("anna"), Operations.add(utf8("x"), 1));
      assertEquals(1, store(driver).size("anna"));
      assertEquals(List.of(), changelog(driver));
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

  private TopologyTestDriver driver(String name, Policy policy) {
    return driver(name, LwwSets.store(STORE, policy));
  }

  private TopologyTestDriver driver(String name, LwwStoreBuilder store) {
    return Topologies.driver(dir.resolve(name), store, Map.of());
  }
}
