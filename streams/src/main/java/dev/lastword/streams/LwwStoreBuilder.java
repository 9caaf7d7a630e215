// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.merge.Policy;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Builds {@link LwwSetStore}s, one a task. For one thread.
 *
 * <p>There is no cache to turn on: RocksDB's memtable takes the writes, and the changelog gets each
 * touched set once a commit in any case. Kafka Streams' own settings apply as to its stores: {@code
 * rocksdb.config.setter} changes RocksDB's options, {@code state.dir} says where.
 */
public final class LwwStoreBuilder implements StoreBuilder<LwwSetStore> {
  private final String name;
  private final Policy policy;
  private Map<String, String> logConfig = RecordLimit.topic(Map.of());
  private boolean logging = true;

  LwwStoreBuilder(String name, Policy policy) {
    this.name = Objects.requireNonNull(name, "name");
    this.policy = Objects.requireNonNull(policy, "policy");
  }

  /** Does nothing: see above. */
  @Override
  public LwwStoreBuilder withCachingEnabled() {
    return this;
  }

  /** Does nothing: there is none. */
  @Override
  public LwwStoreBuilder withCachingDisabled() {
    return this;
  }

  /**
   * Keeps a changelog, which is the default.
   *
   * @param config of the topic. {@code max.message.bytes} also says at what size a state is split
   *     into several records, together with the producer's {@code max.request.size}; at least
   *     {@value RecordLimit#LEAST}, and 1 MiB where it is not given. Kafka Streams creates the
   *     topic so; where the topic exists already, say here what it has. {@code cleanup.policy} must
   *     stay with {@code compact} alone
   * @throws IllegalArgumentException for a smaller limit, or another {@code cleanup.policy}
   */
  @Override
  public LwwStoreBuilder withLoggingEnabled(Map<String, String> config) {
    logConfig = RecordLimit.topic(config);
    logging = true;
    return this;
  }

  /** Keeps no changelog: what a machine loses is lost, and there are no standbys. */
  @Override
  public LwwStoreBuilder withLoggingDisabled() {
    logConfig = Map.of();
    logging = false;
    return this;
  }

  @Override
  public LwwSetStore build() {
    return new RocksDbSetStore(name, policy, logConfig, logging);
  }

  @Override
  public Map<String, String> logConfig() {
    return logConfig;
  }

  @Override
  public boolean loggingEnabled() {
    return logging;
  }

  @Override
  public String name() {
    return name;
  }
}
