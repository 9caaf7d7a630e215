// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.HEAD_ENTRIES;

import dev.lastword.merge.ReadScope;
import dev.lastword.record.RawMemory;
import dev.lastword.rocksdb.KeyBatch;
import dev.lastword.rocksdb.PinnedValue;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;

/**
 * Merges many sets into one list, newest first.
 *
 * <p>The heads of the records come in batches of keys. Of all sets only the {@code limit} whose
 * next entries are the newest can reach the page; a heap with the oldest on top keeps those and
 * lets the others go. A second heap with the newest on top then yields the page entry by entry, and
 * steps only the set it took from, so nothing is decoded that the page does not show, but one entry
 * a set.
 */
final class Timeline {
  private static final int SMALL = 512;

  private final Call call;
  private final ReadOptions options;
  private final Query query;
  private final PriorityQueue<TimelineSet> newest =
      new PriorityQueue<>(TimelineSet.NEWEST_FIRST.reversed());
  private @Nullable TimelineSet spare;

  private Timeline(Call call, ReadOptions options, Query query) {
    this.call = call;
    this.options = options;
    this.query = query;
  }

  /**
   * What to list.
   *
   * @param after list only what is older; null for all
   * @param afterKey list also what is at the position {@code after} under a greater key than this;
   *     null for none of that
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Query(
      Collection<byte[]> keys, @Nullable Cursor after, byte @Nullable [] afterKey, int limit) {}

  /** Reads a timeline; {@code options} should hold a snapshot. */
  static List<TimelineEntry> read(Call call, ReadOptions options, Query query) {
    byte[][] keys = distinct(query.keys());
    if (keys.length == 0 || query.limit() == 0) {
      return List.of();
    }
    Timeline timeline = new Timeline(call, options, query);
    try (Arena arena = Arena.ofConfined()) {
      timeline.load(arena, keys);
      return timeline.page();
    } finally {
      timeline.trim();
    }
  }

  private static byte[][] distinct(Collection<byte[]> keys) {
    byte[][] sorted = keys.toArray(byte[][]::new);
    for (byte[] key : sorted) {
      Checks.keyLength(key.length);
    }
    Arrays.sort(sorted, Arrays::compareUnsigned);
    int count = 0;
    for (byte[] key : sorted) {
      if (count == 0 || !Arrays.equals(sorted[count - 1], key)) {
        sorted[count++] = key;
      }
    }
    return Arrays.copyOf(sorted, count);
  }

  private void load(Arena arena, byte[][] keys) {
    KeyBatch batch = call.keyBatch();
    long[] names = names(arena, keys);
    for (int from = 0; from < keys.length; from += batch.size()) {
      newest.forEach(set -> set.moveHead(arena)); // out of the values that the batch lets go
      batch.clear();
      for (int i = from; i < keys.length && !batch.isFull(); i++) {
        batch.add(names[i], keys[i].length);
      }
      boolean cut = multiGet(batch);
      for (int i = 0; i < batch.size(); i++) {
        if (batch.value(i).isPresent()) {
          offer(keys[from + i], names[from + i], batch.value(i), cut);
        }
      }
    }
  }

  /** Copies the keys off-heap and returns their addresses. */
  private static long[] names(Arena arena, byte[][] keys) {
    long total = 0;
    for (byte[] key : keys) {
      total += key.length;
    }
    long[] names = new long[keys.length];
    long next = arena.allocate(total).address();
    for (int i = 0; i < keys.length; i++) {
      RawMemory.copyIn(keys[i], 0, next, keys[i].length);
      names[i] = next;
      next += keys[i].length;
    }
    return names;
  }

  /** Returns whether some of the values may be heads only. */
  private boolean multiGet(KeyBatch batch) {
    ReadScope scope = ReadScope.ofThread();
    boolean cut;
    scope.beginPage(HEAD_ENTRIES);
    try {
      call.core.raw().multiGet(options, batch);
    } catch (RocksDBException e) {
      throw new StorageException("cannot read " + batch.size() + " keys of a timeline", e);
    } finally {
      cut = scope.end();
    }
    return cut;
  }

  /** Takes a set in when its newest entry may be on the page. */
  private void offer(byte[] key, long name, PinnedValue value, boolean mayBeCut) {
    TimelineSet set = spare == null ? new TimelineSet(call.core) : spare;
    spare = set;
    boolean any = set.begin(key, options, name, value, mayBeCut, query);
    call.noteQuarantine(set.record());
    if (!any) {
      return;
    }
    spare = null;
    newest.add(set);
    if (newest.size() > query.limit()) {
      spare = newest.poll();
    }
  }

  private List<TimelineEntry> page() {
    PriorityQueue<TimelineSet> heap =
        new PriorityQueue<>(Math.max(1, newest.size()), TimelineSet.NEWEST_FIRST);
    heap.addAll(newest);
    List<TimelineEntry> page = new ArrayList<>(Math.min(query.limit(), SMALL));
    for (TimelineSet set = heap.poll(); set != null; set = heap.poll()) {
      page.add(set.entry());
      if (page.size() == query.limit()) {
        break; // before the step, which might read a whole record
      }
      if (set.next()) {
        heap.add(set);
      }
    }
    return page;
  }

  private void trim() {
    call.keyBatch().clear();
    newest.forEach(TimelineSet::trim);
    if (spare != null) {
      spare.trim();
    }
  }
}
