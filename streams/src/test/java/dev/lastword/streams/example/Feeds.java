// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.Cursor;
import dev.lastword.Entry;
import dev.lastword.Membership;
import dev.lastword.TimelineEntry;
import dev.lastword.streams.LwwSets;
import dev.lastword.streams.ReadOnlyLwwSets;
import dev.lastword.streams.Timelines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * All sets, wherever they are: answers from the partitions here, and by asking the instances that
 * have the others.
 */
final class Feeds implements ReadOnlyLwwSets {
  private final KafkaStreams streams;
  private final HostInfo here;
  private final FeedClient others = new FeedClient();

  Feeds(KafkaStreams streams, HostInfo here) {
    this.streams = streams;
    this.here = here;
  }

  /** The sets of the partitions that are active here. */
  ReadOnlyLwwSets local() {
    return streams.store(stores());
  }

  /** The sets of the standbys here too: as of some time ago. */
  ReadOnlyLwwSets stale() {
    return streams.store(stores().enableStaleStores());
  }

  private static StoreQueryParameters<ReadOnlyLwwSets> stores() {
    return StoreQueryParameters.fromNameAndType(FeedTopology.FEEDS, LwwSets.queryable());
  }

  @Override
  public List<Entry> select(byte[] key, long offset, int limit) {
    return setsWith(key).select(key, offset, limit);
  }

  @Override
  public List<Entry> select(byte[] key, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    return setsWith(key).select(key, after, until, limit);
  }

  @Override
  public Membership contains(byte[] key, byte[] member) {
    return setsWith(key).contains(key, member);
  }

  @Override
  public long size(byte[] key) {
    return setsWith(key).size(key);
  }

  @Override
  public byte @Nullable [] record(byte[] key) {
    return setsWith(key).record(key);
  }

  @Override
  public List<TimelineEntry> timeline(Collection<byte[]> keys, @Nullable Cursor after, int limit) {
    return fanOut(keys, limit, (sets, some) -> sets.timeline(some, after, limit));
  }

  @Override
  public List<TimelineEntry> timelineAfter(Collection<byte[]> keys, TimelineEntry last, int limit) {
    return fanOut(keys, limit, (sets, some) -> sets.timelineAfter(some, last, limit));
  }

  /** Asks each instance that has some of the sets, and merges their pages into one. */
  private List<TimelineEntry> fanOut(
      Collection<byte[]> keys,
      int limit,
      BiFunction<ReadOnlyLwwSets, List<byte[]>, List<TimelineEntry>> question) {
    Map<HostInfo, List<byte[]>> byHost = new HashMap<>();
    keys.forEach(key -> byHost.computeIfAbsent(host(key), host -> new ArrayList<>()).add(key));
    List<List<TimelineEntry>> pages = new ArrayList<>();
    byHost.forEach((host, some) -> pages.add(question.apply(setsOn(host), some)));
    return Timelines.merge(pages, limit);
  }

  private ReadOnlyLwwSets setsWith(byte[] key) {
    return setsOn(host(key));
  }

  private ReadOnlyLwwSets setsOn(HostInfo host) {
    return host.equals(here) ? local() : others.local(host);
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
