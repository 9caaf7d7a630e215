// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.merge.Policy;
import dev.lastword.streams.LwwSets;
import dev.lastword.streams.LwwStoreBuilder;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;

/**
 * Operations in, partitioned by set; one store of sets, with its partitions where Kafka puts them.
 */
final class FeedTopology {
  /** Keys are sets, values operations as {@code dev.lastword.record.Operations} makes them. */
  static final String OPERATIONS = "operations";

  static final String FEEDS = "feeds";

  private FeedTopology() {}

  /**
   * The whole application.
   *
   * @param changelog settings of the changelog topic
   */
  static Topology of(Policy policy, Map<String, String> changelog) {
    LwwStoreBuilder feeds = LwwSets.store(FEEDS, policy).withLoggingEnabled(changelog);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(OPERATIONS, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .process(LwwSets.joinInto(feeds));
    return builder.build();
  }
}
