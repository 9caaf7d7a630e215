// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.Cursor;
import dev.lastword.Entry;
import dev.lastword.LwwStore;
import dev.lastword.Membership;
import dev.lastword.TimelineEntry;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of a store, handed on to the engine's. */
abstract class StoreReads implements LwwSetStore {
  /** The sets, while the store is open. */
  abstract LwwStore sets();

  @Override
  public final List<Entry> select(byte[] key, long offset, int limit) {
    return sets().select(key, offset, limit);
  }

  @Override
  public final List<Entry> select(
      byte[] key, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    return sets().select(key, after, until, limit);
  }

  @Override
  public final Membership contains(byte[] key, byte[] member) {
    return sets().contains(key, member);
  }

  @Override
  public final long size(byte[] key) {
    return sets().size(key);
  }

  @Override
  public final byte @Nullable [] record(byte[] key) {
    return sets().record(key);
  }

  @Override
  public final List<TimelineEntry> timeline(
      Collection<byte[]> keys, @Nullable Cursor after, int limit) {
    return sets().timeline(keys, after, limit);
  }

  @Override
  public final List<TimelineEntry> timelineAfter(
      Collection<byte[]> keys, TimelineEntry last, int limit) {
    return sets().timelineAfter(keys, last, limit);
  }
}
