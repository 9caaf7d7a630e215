// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static dev.lastword.streams.Topologies.STORE;
import static dev.lastword.streams.Topologies.input;
import static dev.lastword.streams.Topologies.store;
import static dev.lastword.streams.Topologies.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.record.Operations;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/** Opening and closing, and what is left when either fails. */
final class StoreLifecycleTest {
  private static final TopicPartition PARTITION = new TopicPartition("changelog", 0);

  @TempDir Path dir;

  @Test
  void database_openedAgainWithAnotherPolicy_hasItsSetsAndOffset() {
    try (SetDatabase database = database("again", Policy.forget())) {
      database.sets().add("anna", "x", 1);
      new Offsets(database.offsets()).commit(Map.of(PARTITION, 7L));
    }
    try (SetDatabase database = database("again", Policy.forget().maxAdds(5))) {
      assertEquals(1, database.sets().size("anna"));
      Offsets offsets = new Offsets(database.offsets());
      assertEquals(7L, offsets.committed(PARTITION));
      offsets.commit(Map.of());
      assertNull(offsets.committed(PARTITION));
    }
  }

  /** What is on the disk must never claim more of the changelog than is in the sets there. */
  @Test
  void database_ofAMachineThatFailed_hasSetsOffsetsAndPartsOfOneMoment() throws Exception {
    try (SetDatabase database = database("failed", Policy.forget())) {
      Offsets offsets = new Offsets(database.offsets());
      database.sets().add("anna", "x", 1);
      offsets.commit(Map.of(PARTITION, 7L));
    }
    try (SetDatabase database = database("failed", Policy.forget())) {
      Offsets offsets = new Offsets(database.offsets());
      database.sets().add("anna", "y", 2);
      offsets.commit(Map.of(PARTITION, 8L));
      database.parts().add(ChangelogKey.of(utf8("anna"), 1, 0));
      copy(dir.resolve("failed"), dir.resolve("copy"));
    }
    try (SetDatabase database = database("copy", Policy.forget());
        KnownParts.Lookup parts = database.parts().lookup()) {
      assertEquals(1, database.sets().size("anna"));
      assertEquals(7L, new Offsets(database.offsets()).committed(PARTITION));
      assertEquals(0, parts.of(utf8("anna")).size());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void offset_thatWasCommitted_isTheStores() {
    try (TopologyTestDriver driver = driver("offset", Map.of())) {
      store(driver).commit(Map.of(PARTITION, 7L));
      assertEquals(7L, store(driver).committedOffset(PARTITION));
    }
  }

  private SetDatabase database(String name, Policy policy) {
    return new SetDatabase(
        dir.resolve(name), new StoreOptions(STORE, Map.of()), Operators.of(policy));
  }

  /** As after a crash: a store that was never closed lies in a directory of its own. */
  @Test
  void store_notClosedUnderExactlyOnce_isGivenUpForTheChangelog() {
    try (SetDatabase crashed =
        new SetDatabase(
            Topologies.database(dir.resolve("eos")),
            new StoreOptions(STORE, Map.of()),
            Operators.of(Policy.forget()))) {
      new Offsets(crashed.offsets()).open();
    }
    Map<String, Object> exactlyOnce =
        Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    for (int i = 0; i < 2; i++) { // and stays so until it is deleted
      assertThrows(TaskCorruptedException.class, () -> driver("eos", exactlyOnce));
    }
    try (TopologyTestDriver driver = driver("eos", Map.of())) {
      assertEquals(0, store(driver).size("anna"));
    }
  }

  @Test
  void init_thatFails_closesTheDatabase() {
    LwwSetStore store = LwwSets.store(STORE, Policy.forget()).withLoggingDisabled().build();
    StateStoreContext context =
        new MockProcessorContext<Void, Void>(
                new Properties(), new TaskId(0, 0), dir.resolve("init").toFile())
            .getStateStoreContext();
    for (String method : List.of("metrics", "register")) {
      assertThrows(
          UnsupportedOperationException.class, () -> store.init(without(method, context), store));
      assertFalse(store.isOpen());
    }
    store.init(context, store); // RocksDB's lock would refuse it, were it open still
    assertTrue(store.isOpen());
    store.close();
  }

  /** As when a task goes and comes back: a gauge left behind would be taken for the new one. */
  @Test
  void metrics_ofAStoreOpenedAgain_areItsOwnAndGoWithIt() {
    StateStoreContext context =
        new MockProcessorContext<Void, Void>(
                new Properties(), new TaskId(0, 0), dir.resolve("metrics").toFile())
            .getStateStoreContext();
    for (int i = 0; i < 2; i++) {
      LwwSetStore store = LwwSets.store(STORE, Policy.forget()).withLoggingDisabled().build();
      store.init(context, store);
      store.add("anna", "x", i);
      List<BigInteger> memtables = values("cur-size-all-mem-tables", context);
      assertEquals(1, memtables.size());
      assertTrue(memtables.getFirst().signum() > 0, "opened " + i + " times before");
      store.close();
      assertEquals(List.of(), values("cur-size-all-mem-tables", context));
    }
  }

  private static List<BigInteger> values(String name, StateStoreContext context) {
    return context.metrics().metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals(name))
        .map(metric -> (BigInteger) metric.metricValue())
        .toList();
  }

  private static StateStoreContext without(String name, StateStoreContext context) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals(name)) {
            throw new UnsupportedOperationException(name);
          }
          return method.invoke(context, arguments);
        };
    return (StateStoreContext)
        Proxy.newProxyInstance(
            StateStoreContext.class.getClassLoader(),
            new Class<?>[] {StateStoreContext.class},
            handler);
  }

  /** The first write after a flush that failed fails too, and closing writes. */
  @Test
  void close_thatCannotWrite_closesTheDatabase() throws Exception {
    TopologyTestDriver driver = driver("broken", Map.of());
    input(driver).pipeInput(utf8("anna"), Operations.add(utf8("x"), 1));
    RocksDB db = store(driver).database().db();
    RocksDbSetStore store = store(driver);
    delete(Topologies.database(dir.resolve("broken")));
    assertThrows(RocksDBException.class, () -> flush(db));
    assertThrows(ProcessorStateException.class, store::close);
    assertFalse(store.isOpen());
    assertFalse(db.isOwningHandle());
    driver.close();
  }

  private static void flush(RocksDB db) throws RocksDBException {
    try (FlushOptions options = new FlushOptions()) {
      db.flush(options);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Test
  void queries_whileTheStoreCloses_areAnsweredOrRefused() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (int round = 0; round < 5; round++) {
        TopologyTestDriver driver = driver("queried" + round, Map.of());
        for (int i = 0; i < 50; i++) {
          input(driver).pipeInput(utf8("anna"), Operations.add(utf8("x" + i), i));
        }
        RocksDbSetStore store = store(driver);
        List<Future<Long>> asking =
            IntStream.range(0, 3)
                .mapToObj(i -> threads.submit(() -> askUntilClosed(store)))
                .toList();
        Thread.sleep(5);
        driver.close();
        for (Future<Long> one : asking) {
          assertTrue(one.get() >= 0);
        }
      }
    }
  }

  private static long askUntilClosed(LwwSetStore store) {
    for (long answers = 0; ; answers++) {
      try {
        assertEquals(50, store.select("anna", 0, 100).size());
        assertEquals(50, store.timeline(List.of(utf8("anna")), null, 100).size());
      } catch (IllegalStateException closed) {
        return answers;
      }
    }
  }

  @Test
  void statistics_areKeptAtTheRecordingLevelDebugOnly() {
    try (TopologyTestDriver driver = driver("info", Map.of())) {
      assertNull(store(driver).database().statistics());
    }
    try (TopologyTestDriver driver =
        driver("debug", Map.of(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "DEBUG"))) {
      input(driver).pipeInput(utf8("anna"), Operations.add(utf8("x"), 1));
      Statistics statistics = store(driver).database().statistics();
      assertNotNull(statistics);
      assertTrue(statistics.getTickerCount(TickerType.BYTES_WRITTEN) > 0);
    }
  }

  private TopologyTestDriver driver(String name, Map<String, Object> more) {
    return Topologies.driver(dir.resolve(name), LwwSets.store(STORE, Policy.forget()), more);
  }
}
