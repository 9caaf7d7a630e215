// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.Cursor;
import dev.lastword.Entry;
import dev.lastword.Membership;
import dev.lastword.TimelineEntry;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** The stores of all partitions on this instance. A set is in one of them; the others know none. */
final class CompositeSets implements ReadOnlyLwwSets {
  private final Supplier<List<ReadOnlyLwwSets>> stores;

  CompositeSets(Supplier<List<ReadOnlyLwwSets>> stores) {
    this.stores = stores;
  }

  @Override
  public List<Entry> select(byte[] key, long offset, int limit) {
    return first(sets -> sets.select(key, offset, limit), page -> !page.isEmpty(), List.of());
  }

  @Override
  public List<Entry> select(byte[] key, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    return first(sets -> sets.select(key, after, until, limit), page -> !page.isEmpty(), List.of());
  }

  @Override
  public Membership contains(byte[] key, byte[] member) {
    return first(
        sets -> sets.contains(key, member),
        known -> known.state() != Membership.State.UNKNOWN,
        Membership.UNKNOWN);
  }

  @Override
  public long size(byte[] key) {
    return first(sets -> sets.size(key), size -> size > 0, 0L);
  }

  @Override
  public byte @Nullable [] record(byte[] key) {
    for (ReadOnlyLwwSets sets : stores.get()) {
      byte[] record = ask(sets, key);
      if (record != null) {
        return record;
      }
    }
    return null;
  }

  private static byte @Nullable [] ask(ReadOnlyLwwSets sets, byte[] key) {
    try {
      return sets.record(key);
    } catch (IllegalStateException closed) {
      throw moved(closed);
    }
  }

  @Override
  public List<TimelineEntry> timeline(Collection<byte[]> keys, @Nullable Cursor after, int limit) {
    return merged(sets -> sets.timeline(keys, after, limit), limit);
  }

  @Override
  public List<TimelineEntry> timelineAfter(Collection<byte[]> keys, TimelineEntry last, int limit) {
    return merged(sets -> sets.timelineAfter(keys, last, limit), limit);
  }

  private List<TimelineEntry> merged(
      Function<ReadOnlyLwwSets, List<TimelineEntry>> question, int limit) {
    try {
      return Timelines.merge(stores.get().stream().map(question).toList(), limit);
    } catch (IllegalStateException closed) {
      throw moved(closed);
    }
  }

  private <T> T first(Function<ReadOnlyLwwSets, T> question, Predicate<T> knows, T otherwise) {
    try {
      return stores.get().stream().map(question).filter(knows).findFirst().orElse(otherwise);
    } catch (IllegalStateException closed) {
      throw moved(closed);
    }
  }

  private static InvalidStateStoreException moved(IllegalStateException closed) {
    return new InvalidStateStoreException(
        "state store is closed, its partition may have moved to another instance; look it up again",
        closed);
  }
}
