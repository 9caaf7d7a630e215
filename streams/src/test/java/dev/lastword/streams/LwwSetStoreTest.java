// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static dev.lastword.streams.Topologies.STORE;
import static dev.lastword.streams.Topologies.changelog;
import static dev.lastword.streams.Topologies.dropped;
import static dev.lastword.streams.Topologies.input;
import static dev.lastword.streams.Topologies.store;
import static dev.lastword.streams.Topologies.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
      try (TopologyTestDriver driver = driver(seed + "", Models.policy(policy))) {
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
        ModelSets.of(policy, operations)
            .forEach((key, state) ->
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
    try (TopologyTestDriver driver = driver("reads", Policy.forget())) {
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
    try (TopologyTestDriver driver = driver("bad", Policy.forget())) {
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
  void rocksdbjni_isTheOneThatThisRunIsAbout() {
    RocksDB.loadLibrary();
    assertEquals(System.getProperty("lastword.rocksdbjni"), RocksDB.rocksdbVersion().toString());
  }

  private TopologyTestDriver driver(String name, Policy policy) {
    return Topologies.driver(dir.resolve(name), LwwSets.store(STORE, policy), Map.of());
  }
}
