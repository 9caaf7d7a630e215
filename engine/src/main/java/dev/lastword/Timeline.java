// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ByteBufferGetStatus;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

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
  private static final int BATCH = 128;
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

  /** All batches use the same memory; the heads of sets that stay are moved out of it. */
  private void load(Arena arena, byte[][] keys) {
    int batch = Math.min(BATCH, keys.length);
    MemorySegment memory = arena.allocate((long) batch * LoadedRecord.HEAD_BYTES);
    for (int from = 0; from < keys.length; from += batch) {
      newest.forEach(set -> set.moveHead(arena));
      load(arena, memory, keys, from, Math.min(keys.length, from + batch));
    }
  }

  private void load(Arena arena, MemorySegment memory, byte[][] keys, int from, int to) {
    List<ByteBuffer> names = new ArrayList<>(to - from);
    List<ByteBuffer> heads = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      names.add(arena.allocate(keys[i].length).asByteBuffer().put(0, keys[i]));
      long offset = (long) (i - from) * LoadedRecord.HEAD_BYTES;
      heads.add(memory.asSlice(offset, LoadedRecord.HEAD_BYTES).asByteBuffer());
    }
    List<ByteBufferGetStatus> results = multiGet(names, heads);
    for (int i = from; i < to; i++) {
      ByteBufferGetStatus result = results.get(i - from);
      Status.Code code = result.status.getCode();
      if (code == Status.Code.Ok) {
        long address = memory.address() + (long) (i - from) * LoadedRecord.HEAD_BYTES;
        offer(keys[i], names.get(i - from), address, result.requiredSize);
      } else if (code != Status.Code.NotFound) {
        throw new StorageException(
            "cannot read (key=" + Bytes.show(keys[i]) + ")", new RocksDBException(result.status));
      }
    }
  }

  private List<ByteBufferGetStatus> multiGet(List<ByteBuffer> keys, List<ByteBuffer> values) {
    try {
      return call.core.db().multiGetByteBuffers(options, List.of(call.core.family()), keys, values);
    } catch (RocksDBException e) {
      throw new StorageException("cannot read " + keys.size() + " keys of a timeline", e);
    }
  }

  /** Takes a set in when its newest entry may be on the page. */
  private void offer(byte[] key, ByteBuffer nativeKey, long head, int size) {
    TimelineSet set = spare == null ? new TimelineSet(call.core) : spare;
    spare = set;
    if (!set.begin(key, options, nativeKey.clear(), head, size, query)) {
      call.noteQuarantine(set.record());
      return;
    }
    call.noteQuarantine(set.record());
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
    newest.forEach(TimelineSet::trim);
    if (spare != null) {
      spare.trim();
    }
  }
}
