// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.LwwStore;
import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Sets in a RocksDB database of the task's.
 *
 * <p>Kafka Streams commits a task in this order (4.3, {@code StreamTask.prepareCommit} and {@code
 * postCommit}):
 *
 * <pre>
 *   flushCache()     of each CachedStateStore    here: states of touched sets go to the producer
 *   producer.flush   all records have arrived
 *   commit           of the input's offsets
 *   commit(offsets)  of each store               here: the changelog's offset, beside the sets;
 *                                                which tombstones have arrived
 * </pre>
 *
 * <p>So input is committed only once the changelog holds what came of it. {@code StateStore} alone
 * has no call before the offsets, which is why this implements an interface of the internals.
 *
 * <p>Under exactly-once the last step is left out while a task runs. It comes when the task is
 * given away or closed; a store that was not closed is deleted and restored, and so is one whose
 * transaction was aborted. So its tombstones count as arrived once they are sent. Standbys do the
 * last step at each commit under either guarantee.
 */
final class RocksDbSetStore extends StoreReads implements CachedStateStore<byte[], byte[]> {
  private final String name;
  private final Policy policy;
  private final Map<String, String> logConfig;
  private final boolean logging;
  private volatile @Nullable Opened opened;

  RocksDbSetStore(String name, Policy policy, Map<String, String> logConfig, boolean logging) {
    this.name = name;
    this.policy = policy;
    this.logConfig = logConfig;
    this.logging = logging;
  }

  /** What there is while the store is open. */
  private record Opened(
      SetDatabase database, Offsets offsets, Changelog changelog, StoreMetrics metrics) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    LwwMergeOperator operator = Operators.of(policy);
    int limit = limit(context);
    SetDatabase database =
        new SetDatabase(
            context.stateDir().toPath().resolve("rocksdb").resolve(name),
            new StoreOptions(name, context.appConfigs()),
            operator);
    Opened now;
    try {
      now = open(database, limit, context);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    opened = now;
    try {
      context.register(root, new Restore(database.sets(), now.changelog), () -> {});
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Without a changelog there is nothing that a producer's limit could be too small for. */
  private int limit(StateStoreContext context) {
    return logging ? RecordLimit.of(logConfig, context.appConfigs()) : Integer.MAX_VALUE;
  }

  private Opened open(SetDatabase database, int limit, StateStoreContext context) {
    Offsets offsets = new Offsets(database.offsets());
    boolean exactlyOnce = isExactlyOnce(context);
    if (!offsets.open() && exactlyOnce) {
      // It may hold operations of a transaction that was aborted; Kafka Streams deletes it and
      // restores.
      throw new TaskCorruptedException(Set.of(context.taskId()));
    }
    Changelog.Sink sink = logging ? new ContextSink(name, context) : (key, value) -> {};
    Changelog changelog =
        new Changelog(name, database.sets(), database.parts(), limit, exactlyOnce, sink);
    return new Opened(database, offsets, changelog, StoreMetrics.of(name, context, database));
  }

  private static boolean isExactlyOnce(StateStoreContext context) {
    return Objects.equals(
        context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG),
        StreamsConfig.EXACTLY_ONCE_V2);
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public void flushCache() {
    whileOpen().changelog.send();
  }

  /** Kafka Streams calls this where an active task becomes a standby, or a standby active. */
  @Override
  public void clearCache() {
    whileOpen().changelog.restart();
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    Opened now = opened;
    if (now != null) {
      now.offsets.commit(changelogOffsets);
      now.changelog.acknowledge();
    }
  }

  @Override
  public @Nullable Long committedOffset(TopicPartition partition) {
    return whileOpen().offsets.committed(partition);
  }

  @Override
  @SuppressWarnings("deprecation") // and asked for, until it is taken away
  public boolean managesOffsets() {
    return true;
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return opened != null;
  }

  @Override
  public void close() {
    Opened closing = opened;
    if (closing != null) {
      opened = null;
      try (closing.database;
          closing.metrics) {
        closing.offsets.close();
      }
    }
  }

  private Opened whileOpen() {
    Opened now = opened;
    if (now == null) {
      throw new IllegalStateException("store " + name + " is closed");
    }
    return now;
  }

  @Override
  LwwStore sets() {
    return whileOpen().database.sets();
  }

  /** For tests. */
  SetDatabase database() {
    return whileOpen().database;
  }

  private void touch(byte[] key) {
    if (logging) {
      whileOpen().changelog.touch(key.clone());
    }
  }

  private void touch(ByteBuffer key) {
    if (logging) {
      byte[] copy = new byte[key.remaining()];
      key.get(key.position(), copy);
      whileOpen().changelog.touch(copy);
    }
  }

  @Override
  public void add(byte[] key, byte[] member, long stamp) {
    sets().add(key, member, stamp);
    touch(key);
  }

  @Override
  public void add(ByteBuffer key, ByteBuffer member, long stamp) {
    sets().add(key, member, stamp);
    touch(key);
  }

  @Override
  public void delete(byte[] key, byte[] member, long stamp) {
    sets().delete(key, member, stamp);
    touch(key);
  }

  @Override
  public void delete(ByteBuffer key, ByteBuffer member, long stamp) {
    sets().delete(key, member, stamp);
    touch(key);
  }

  @Override
  public void forget(byte[] key, long stamp, byte[] member) {
    sets().forget(key, stamp, member);
    touch(key);
  }

  @Override
  public void join(byte[] key, byte[] record) {
    if (logging) {
      RecordLimit.checkQuarantined(key, record, whileOpen().changelog.room(key));
    }
    sets().join(key, record);
    touch(key);
  }

  @Override
  public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
    return SetQuery.answer(this, query, bound, config);
  }
}
