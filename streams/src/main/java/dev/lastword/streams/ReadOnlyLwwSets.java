// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.Cursor;
import dev.lastword.Entry;
import dev.lastword.Membership;
import dev.lastword.TimelineEntry;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The questions that sets in Kafka Streams answer, to interactive queries and to processors. The
 * same as {@link dev.lastword.SetReader}'s, where they are told in full. Thread-safe.
 *
 * <p>Through {@code KafkaStreams.store} every method throws {@code InvalidStateStoreException} when
 * the partition has moved to another instance: look it up again. A set that lives on another
 * instance is an empty set here; {@code KafkaStreams.queryMetadataForKey} says where it is.
 */
public interface ReadOnlyLwwSets {
  /** As {@link dev.lastword.SetReader#select(byte[], long, int)}. */
  List<Entry> select(byte[] key, long offset, int limit);

  /** As {@link #select(byte[], long, int)}. */
  default List<Entry> select(String key, long offset, int limit) {
    return select(key.getBytes(UTF_8), offset, limit);
  }

  /** As {@link dev.lastword.SetReader#select(byte[], Cursor, Cursor, int)}. */
  List<Entry> select(byte[] key, @Nullable Cursor after, @Nullable Cursor until, int limit);

  /** As {@link #select(byte[], Cursor, Cursor, int)}. */
  default List<Entry> select(
      String key, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    return select(key.getBytes(UTF_8), after, until, limit);
  }

  /** As {@link dev.lastword.SetReader#contains(byte[], byte[])}. */
  Membership contains(byte[] key, byte[] member);

  /** As {@link #contains(byte[], byte[])}. */
  default Membership contains(String key, String member) {
    return contains(key.getBytes(UTF_8), member.getBytes(UTF_8));
  }

  /** As {@link dev.lastword.SetReader#size(byte[])}. */
  long size(byte[] key);

  /** As {@link #size(byte[])}. */
  default long size(String key) {
    return size(key.getBytes(UTF_8));
  }

  /**
   * As {@link dev.lastword.SetReader#record(byte[])}: a whole state, null where there is none. Two
   * instances' states of one set may be joined.
   */
  byte @Nullable [] record(byte[] key);

  /**
   * As {@link dev.lastword.SetReader#timeline}, over all partitions that are here. Those of several
   * instances are merged by {@link Timelines#merge}. Each partition is read as of one moment.
   */
  List<TimelineEntry> timeline(Collection<byte[]> keys, @Nullable Cursor after, int limit);

  /** As {@link dev.lastword.SetReader#timelineAfter}. */
  List<TimelineEntry> timelineAfter(Collection<byte[]> keys, TimelineEntry last, int limit);
}
