// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.Entry;
import dev.lastword.TimelineEntry;
import dev.lastword.streams.LwwSets;
import dev.lastword.streams.ReadOnlyLwwSets;
import dev.lastword.streams.Timelines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Answers for all sets: from the partitions here, and by asking the instances that have the others.
 */
final class Feeds {
  private final KafkaStreams streams;
  private final HostInfo here;
  private final FeedClient others = new FeedClient();

  Feeds(KafkaStreams streams, HostInfo here) {
    this.streams = streams;
    this.here = here;
  }

  /** The sets of the partitions that are active here. */
  ReadOnlyLwwSets local() {
    return streams.store(
        StoreQueryParameters.fromNameAndType(FeedTopology.FEEDS, LwwSets.queryable()));
  }

  /** A page of one set, wherever it is. */
  List<Entry> page(byte[] key, int limit) {
    HostInfo host = host(key);
    return host.equals(here) ? local().select(key, 0, limit) : others.page(host, key, limit);
  }

  /** A set's whole state, wherever it is; null where there is none. */
  byte @Nullable [] record(byte[] key) {
    HostInfo host = host(key);
    return host.equals(here) ? local().record(key) : others.record(host, key);
  }

  /** Fans out to each instance that has some of the sets, and merges their pages into one. */
  List<TimelineEntry> timeline(List<byte[]> keys, int limit) {
    Map<HostInfo, List<byte[]>> byHost = new HashMap<>();
    keys.forEach(key -> byHost.computeIfAbsent(host(key), host -> new ArrayList<>()).add(key));
    List<List<TimelineEntry>> pages = new ArrayList<>();
    byHost.forEach((host, some) ->
        pages.add(
            host.equals(here)
                ? local().timeline(some, null, limit)
                : others.timeline(host, some, limit)));
    return Timelines.merge(pages, limit);
  }

  private HostInfo host(byte[] key) {
    KeyQueryMetadata where =
        streams.queryMetadataForKey(FeedTopology.FEEDS, key, new ByteArraySerializer());
    if (where == null || where.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw new IllegalStateException("partitions are being moved; ask again");
    }
    return where.activeHost();
  }
}
