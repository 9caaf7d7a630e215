// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.LwwStore;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the changelog: the whole state of each set touched since the last commit. Compaction
 * keeps only the last record of a key, so anything less than a state would be lost. For the task's
 * thread.
 *
 * <p>Parts are written from the last to the first, and then tombstones for those that are too many.
 * So each entry is written to its new place before its old place goes, whatever number of parts
 * wrote the old place. For let there be n parts now, and let an entry lie in part s = r mod c, where
 * r is the hash of its member and c any power of two. If c is at most n, its new place, r mod n, is
 * s or above, and is written no later than s. If c is greater, its new place, s mod n, is s, or s is
 * n or above and gets its tombstone when all parts are written.
 */
final class Changelog {
  /** Sends one record, or a tombstone where the value is null, to the store's changelog. */
  @FunctionalInterface
  interface Sink {
    void send(byte[] key, byte @Nullable [] value);
  }

  /** How many touched sets are kept in mind, at most, before their states are sent early. */
  private static final int MOST_TOUCHED = 100_000;

  private final LwwStore sets;
  private final SmallFamily partsOnDisk;
  private final int limit;
  private final Sink sink;
  private final Set<Bytes> touched = new LinkedHashSet<>();

  /** Of the few sets with more than one part. */
  private final Map<Bytes, Integer> parts = new HashMap<>();

  /**
   * Reads what is known of parts.
   *
   * @param limit the longest key and value together, in bytes
   */
  Changelog(LwwStore sets, SmallFamily partsOnDisk, int limit, Sink sink) {
    this.sets = sets;
    this.partsOnDisk = partsOnDisk;
    this.limit = limit;
    this.sink = sink;
    partsOnDisk.forEach((key, count) -> parts.put(Bytes.wrap(key), Math.toIntExact(count)));
  }

  /** Notes that a set changed; the array is kept. */
  void touch(byte[] key) {
    touched.add(Bytes.wrap(key));
    if (touched.size() >= MOST_TOUCHED) {
      send();
    }
  }

  /** Sends the states of all touched sets. */
  void send() {
    for (Bytes key : touched) {
      byte[] record = sets.record(key.get());
      if (record != null) {
        int room = limit - key.get().length - ChangelogKey.EXTRA;
        send(key, record.length == 0 ? List.of() : StateParts.of(record, room));
      }
    }
    touched.clear();
  }

  private void send(Bytes key, List<byte[]> states) {
    int before = parts.getOrDefault(key, 1);
    int now = states.size();
    for (int part = now - 1; part >= 0; part--) {
      send(key, part, states.get(part));
    }
    for (int part = now; part < before; part++) {
      send(key, part, null);
    }
    setParts(key, Math.max(1, now));
  }

  private void send(Bytes key, int part, byte @Nullable [] state) {
    sink.send(ChangelogKey.of(key.get(), part), state);
  }

  /** Notes that the changelog holds a part, seen when restoring. */
  void sawPart(byte[] setKey, int part) {
    if (part > 0) {
      Bytes key = Bytes.wrap(setKey);
      // Up to a power of two: a crash may have left the upper ones only.
      int atLeast = Integer.highestOneBit(part) << 1;
      if (parts.getOrDefault(key, 1) < atLeast) {
        setParts(key, atLeast);
      }
    }
  }

  private void setParts(Bytes key, int count) {
    if (parts.getOrDefault(key, 1) == count) {
      return;
    }
    if (count == 1) {
      parts.remove(key);
      partsOnDisk.remove(key.get());
    } else {
      parts.put(key, count);
      partsOnDisk.put(key.get(), count);
    }
  }

  /** Forgets what was touched. */
  void clear() {
    touched.clear();
  }
}
