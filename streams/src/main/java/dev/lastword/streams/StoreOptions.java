// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.rocksdb.NativeLibrary;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Statistics;

/**
 * RocksDB's options: those of Kafka Streams in size, those of {@code LwwStore} in kind, then
 * whatever the application's {@link RocksDBConfigSetter} changes. Owns their native memory.
 */
final class StoreOptions implements AutoCloseable {
  /* Of each store and task, as in Kafka Streams: there may be many on a machine. */
  private static final long WRITE_BUFFER_BYTES = 16L << 20;
  private static final int WRITE_BUFFERS = 3;
  private static final long BLOCK_CACHE_BYTES = 50L << 20;

  /* As LwwStore has them; docs/operations.md says why. */
  private static final int CACHE_SHARD_BITS = 2;
  private static final double INDEX_SHARE = 0.25;
  private static final long BLOCK_BYTES = 16 << 10;
  private static final double BLOOM_BITS = 10;

  static {
    NativeLibrary.load(); // not every class of rocksdbjni does so itself
  }

  private final String storeName;
  private final LRUCache cache =
      new LRUCache(BLOCK_CACHE_BYTES, CACHE_SHARD_BITS, false, INDEX_SHARE);
  private final BloomFilter filter = new BloomFilter(BLOOM_BITS);
  private final Options options = new Options();
  private @Nullable RocksDBConfigSetter setter;
  private @Nullable Statistics statistics;

  StoreOptions(String storeName, Map<String, Object> configs) {
    this.storeName = storeName;
    try {
      setDefaults();
      setAsConfigured(configs);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void setDefaults() {
    options
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
        .setIncreaseParallelism(Math.max(Runtime.getRuntime().availableProcessors(), 2))
        .setWriteBufferSize(WRITE_BUFFER_BYTES)
        .setMaxWriteBufferNumber(WRITE_BUFFERS)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
        .setLevelCompactionDynamicLevelBytes(true);
    options.setTableFormatConfig(
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setBlockSize(BLOCK_BYTES)
            .setFilterPolicy(filter)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true));
  }

  private void setAsConfigured(Map<String, Object> configs) {
    RocksDBConfigSetter made =
        setter(configs.get(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG));
    if (made != null) {
      made.setConfig(storeName, options, configs);
      setter = made;
    }
    statistics = statistics(configs.get(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG));
    // Without a write-ahead log, what the changelog's offset stands for reaches the disk together
    // with it only so.
    options.setAtomicFlush(true);
  }

  private static @Nullable RocksDBConfigSetter setter(@Nullable Object configured) {
    if (!(configured instanceof Class<?> type)) {
      return null;
    }
    try {
      return type.asSubclass(RocksDBConfigSetter.class).getDeclaredConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new ProcessorStateException(
          "cannot make the RocksDBConfigSetter " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new ProcessorStateException("cannot make the RocksDBConfigSetter " + type, e);
    }
  }

  /** As Kafka Streams has it: where metrics are asked for in detail, unless the setter has some. */
  private @Nullable Statistics statistics(@Nullable Object recordingLevel) {
    try (Statistics ofTheSetter = options.statistics()) {
      if (ofTheSetter != null
          || recordingLevel == null
          || RecordingLevel.forName(recordingLevel.toString()) != RecordingLevel.DEBUG) {
        return null;
      }
    }
    Statistics ours = new Statistics();
    options.setStatistics(ours);
    return ours;
  }

  Options options() {
    return options;
  }

  /** What the metrics of level DEBUG are taken from; null where nothing is to be counted. */
  @Nullable Statistics statistics() {
    return statistics;
  }

  /** Tells the application's setter that it may free its own: nobody reads or writes any more. */
  void release() {
    RocksDBConfigSetter releasing = setter;
    if (releasing != null) {
      setter = null;
      releasing.close(storeName, options);
    }
  }

  @Override
  public void close() {
    options.close();
    if (statistics != null) {
      statistics.close();
    }
    filter.close();
    cache.close();
  }
}
