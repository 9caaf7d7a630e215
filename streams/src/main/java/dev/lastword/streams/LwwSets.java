// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.merge.Policy;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.QueryableStoreType;

/**
 * Where to begin with sets in Kafka Streams.
 *
 * <pre>{@code
 * LwwStoreBuilder feeds = LwwSets.store("feeds", Policy.forget().maxAdds(1_000));
 * builder
 *     .stream("operations", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
 *     .process(LwwSets.joinInto(feeds));
 * ...
 * ReadOnlyLwwSets sets =
 *     streams.store(StoreQueryParameters.fromNameAndType("feeds", LwwSets.queryable()));
 * }</pre>
 */
public final class LwwSets {
  private LwwSets() {}

  /**
   * A builder of state stores, persistent, with a changelog.
   *
   * <p>Under {@code FORGET} an active store, its standbys and whatever is restored from the
   * changelog hold the same bytes once they have taken in the same operations, however often a task
   * moved, with at-least-once input too. Under {@code KEEP} that holds as long as no tombstone was
   * dropped. Past {@code maxDeletes} or {@code window} it does not: a copy that joined the add of a
   * member, and then a state from which its delete was dropped, shows the member again, and writes
   * it to the changelog when it takes over. Choose thresholds that a tombstone outlives a commit, a
   * standby's lag and the changelog's compaction with, or {@code FORGET}.
   *
   * @param name the store's name, as Kafka Streams wants it
   * @param policy what the sets remember; may differ from what it was when the application last
   *     ran: reads apply it at once
   */
  public static LwwStoreBuilder store(String name, Policy policy) {
    return new LwwStoreBuilder(name, policy);
  }

  /** For {@code KafkaStreams.store}: all sets of this instance, whatever partition they are in. */
  public static QueryableStoreType<ReadOnlyLwwSets> queryable() {
    return new LwwStoreType();
  }

  /**
   * A processor that joins each record's value into the set under its key: a topic of operations,
   * as {@link dev.lastword.record.Operations} encodes them, or of whole states, partitioned by set.
   * Records without a key or value, or whose value is no Lastword record or one that the changelog
   * could not take, are passed over, with a line in the log and a count in the task's metric {@code
   * dropped-records}. It brings the store with it; nothing is forwarded.
   */
  public static ProcessorSupplier<byte[], byte[], Void, Void> joinInto(LwwStoreBuilder store) {
    return new JoinProcessor.Supplier(store);
  }
}
