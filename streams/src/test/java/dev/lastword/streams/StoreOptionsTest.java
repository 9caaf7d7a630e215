// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static dev.lastword.streams.Topologies.STORE;
import static dev.lastword.streams.Topologies.input;
import static dev.lastword.streams.Topologies.store;
import static dev.lastword.streams.Topologies.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastword.merge.Policy;
import dev.lastword.record.Operations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/** The application's RocksDBConfigSetter: what it may change, and when it is told to free it. */
final class StoreOptionsTest {
  @TempDir Path dir;

  @Test
  void setter_ofTheApplication_changesOptionsAndIsClosedAfterTheDatabase() throws Exception {
    int made = Setter.MADE.get();
    int closed = Setter.CLOSED.get();
    try (TopologyTestDriver driver =
        Topologies.driver(dir, LwwSets.store(STORE, Policy.forget()), configs(Setter.class))) {
      input(driver).pipeInput(utf8("anna"), Operations.add(utf8("x"), 1));
      SetDatabase database = store(driver).database();
      Setter.DATABASE.set(database.db());
      assertEquals(
          Setter.BUFFER,
          database.db().getOptions(database.sets().columnFamily()).writeBufferSize());
    }
    assertEquals(made + 1, Setter.MADE.get());
    assertEquals(closed + 1, Setter.CLOSED.get());
    assertFalse(Setter.DATABASE_WAS_OPEN.get() != 0);
  }

  @Test
  void setter_whereTheDatabaseCannotBeOpened_isClosed() throws Exception {
    int closed = Setter.CLOSED.get();
    Path file = Files.writeString(dir.resolve("file"), "in the way");
    StoreOptions options = new StoreOptions(STORE, configs(Setter.class));
    assertThrows(
        ProcessorStateException.class,
        () -> new SetDatabase(file, options, Operators.of(Policy.forget())).close());
    assertEquals(closed + 1, Setter.CLOSED.get());
    assertFalse(options.options().isOwningHandle());
  }

  @Test
  void setter_thatThrows_leavesNoOptionsOpen() {
    assertThrows(
        UnsupportedOperationException.class,
        () -> new StoreOptions(STORE, configs(Throwing.class)).close());
    Options seen = Throwing.SEEN.get();
    assertFalse(seen == null || seen.isOwningHandle());
  }

  private static Map<String, Object> configs(Class<? extends RocksDBConfigSetter> setter) {
    return Map.of(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, setter);
  }

  /** Public, for Kafka Streams makes one by its class. */
  public static final class Setter implements RocksDBConfigSetter {
    static final long BUFFER = 3 << 20;
    static final AtomicInteger MADE = new AtomicInteger();
    static final AtomicInteger CLOSED = new AtomicInteger();
    static final AtomicInteger DATABASE_WAS_OPEN = new AtomicInteger();
    static final AtomicReference<@Nullable RocksDB> DATABASE = new AtomicReference<>();

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
      RocksDB db = DATABASE.getAndSet(null);
      if (db != null && db.isOwningHandle()) {
        DATABASE_WAS_OPEN.incrementAndGet();
      }
    }
  }

  /** As {@link Setter}, but fails. */
  public static final class Throwing implements RocksDBConfigSetter {
    static final AtomicReference<@Nullable Options> SEEN = new AtomicReference<>();

    /** Creates one. */
    public Throwing() {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
      SEEN.set(options);
      throw new UnsupportedOperationException("no");
    }

    @Override
    public void close(String storeName, Options options) {}
  }
}
