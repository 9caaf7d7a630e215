// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.LastwordException;
import dev.lastword.LwwStore;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the changelog: the whole state of each set touched since the last commit. Compaction
 * keeps only the last record of a key, so anything less than a state would be lost. For the task's
 * thread.
 *
 * <p><b>Parts.</b> A state's parts are written from the last to the first, so each entry is written
 * to its new place before its old place goes, whatever number of parts wrote the old one. For let
 * there be n parts now, and let an entry lie in part s = r mod c, where r is the hash of its member
 * and c any power of two. If c is at most n, its new place, r mod n, is s or above, and is written
 * no later than s. If c is greater, its new place, s mod n, is s; or s is n or above, and gets its
 * tombstone when all parts are written. Packed parts have no such order, so each time they are
 * written as by a new writer.
 *
 * <p><b>Writers.</b> A task that another instance has taken over may still send: Kafka Streams
 * flushes its store once more before it closes it, and the producer sends what it holds. Such a
 * state may be old, so it must not displace a newer one. Each time a task becomes active it is
 * another writer and has keys of its own; whoever restores joins those of all. With the first state
 * of a set that a writer sends come tombstones, after it, for the parts of earlier writers that it
 * restored: that state contains them. So what was committed stays, wherever the log is cut:
 *
 * <ul>
 *   <li>a part is given a tombstone by its own writer or a later one, never by an earlier one,
 *       which did not see it;
 *   <li>a later writer restored all that was committed before it began, and sends it before the
 *       tombstones;
 *   <li>what a writer sends after it was superseded was committed before that, and restored, or is
 *       processed again by the one that took over.
 * </ul>
 */
final class Changelog {
  /** Sends one record, or a tombstone where the value is null, to the store's changelog. */
  @FunctionalInterface
  interface Sink {
    void send(byte[] key, byte @Nullable [] value);
  }

  /** How many touched sets are kept in mind, at most, before their states are sent early. */
  static final int MOST_TOUCHED = 100_000;

  /** How many bytes their keys may have together; a key alone may have 64 KiB. */
  static final int MOST_TOUCHED_BYTES = 32 << 20;

  private static final SecureRandom WRITERS = new SecureRandom();

  private final String storeName;
  private final LwwStore sets;
  private final KnownParts known;
  private final int limit;
  private final boolean transactional;
  private final Sink sink;
  private final Set<Bytes> touched = new HashSet<>();
  private long touchedBytes;

  /**
   * Keys whose tombstones were sent, and may not have arrived. No more than may be touched: of the
   * others it is forgotten that they have one, so they get another, which does no harm.
   */
  private final Set<Bytes> leaving = new LinkedHashSet<>();

  private long leavingBytes;

  private long writer = WRITERS.nextLong();

  /**
   * A changelog of a new writer.
   *
   * @param limit the longest key and value together, in bytes
   * @param transactional whether the sets are given up unless all that was sent arrives; then
   *     nothing waits for {@link #acknowledge}
   */
  Changelog(
      String storeName,
      LwwStore sets,
      KnownParts known,
      int limit,
      boolean transactional,
      Sink sink) {
    this.storeName = storeName;
    this.sets = sets;
    this.known = known;
    this.limit = limit;
    this.transactional = transactional;
    this.sink = sink;
  }

  /** Notes that a set changed; the array is kept. */
  void touch(byte[] key) {
    if (touched.add(Bytes.wrap(key))) {
      touchedBytes += key.length;
    }
    if (touched.size() >= MOST_TOUCHED || touchedBytes >= MOST_TOUCHED_BYTES) {
      send();
    }
  }

  /**
   * Sends the states of all touched sets, in the order in which they lie in the database, where
   * neighbours share blocks.
   *
   * @throws ProcessorStateException when one cannot be read, or split into records small enough
   */
  void send() {
    try (KnownParts.Lookup lookup = known.lookup()) {
      for (Bytes key : touched.stream().sorted().toList()) {
        byte[] record = record(key.get());
        if (record != null) {
          send(key.get(), layout(key.get(), record), lookup.of(key.get()));
        }
      }
    }
    forgetTouched();
    if (transactional) {
      acknowledge();
    }
  }

  private void forgetTouched() {
    touched.clear();
    touchedBytes = 0;
  }

  private byte @Nullable [] record(byte[] key) {
    try {
      return sets.record(key);
    } catch (LastwordException e) {
      throw failed(key, e);
    }
  }

  /** The parts of a state, and as whose they are written. */
  private record Layout(long writer, List<byte[]> parts) {}

  private Layout layout(byte[] key, byte[] record) {
    if (record.length == 0) {
      return new Layout(writer, List.of());
    }
    try {
      List<byte[]> parts = StateParts.of(record, room(key));
      return parts.isEmpty()
          ? new Layout(WRITERS.nextLong(), StateParts.packed(record, room(key)))
          : new Layout(writer, parts);
    } catch (LastwordException | IllegalArgumentException e) {
      throw failed(key, e);
    }
  }

  /** Not what the caller's record did wrong: the set may be another. */
  private ProcessorStateException failed(byte[] key, RuntimeException e) {
    return new ProcessorStateException(
        "cannot send a set to the changelog (store="
            + storeName
            + ", key="
            + HexFormat.of().formatHex(key)
            + "): "
            + e.getMessage(),
        e);
  }

  /** Returns how large a part of a set's state may be, in bytes. */
  int room(byte[] key) {
    return limit - key.length - ChangelogKey.EXTRA;
  }

  private void send(byte[] key, Layout layout, Set<Bytes> surplus) {
    for (int part = layout.parts.size() - 1; part >= 0; part--) {
      Bytes at = Bytes.wrap(ChangelogKey.of(key, layout.writer, part));
      if (!surplus.remove(at)) {
        known.add(at.get());
      }
      if (leaving.remove(at)) {
        leavingBytes -= at.get().length;
      }
      sink.send(at.get(), layout.parts.get(part));
    }
    for (Bytes at : surplus) {
      sink.send(at.get(), null);
      if (leaving.size() < MOST_TOUCHED && leavingBytes < MOST_TOUCHED_BYTES && leaving.add(at)) {
        leavingBytes += at.get().length;
      }
    }
  }

  /** Notes that all that was sent has arrived. */
  void acknowledge() {
    leaving.forEach(at -> known.remove(at.get()));
    forgetLeaving();
  }

  private void forgetLeaving() {
    leaving.clear();
    leavingBytes = 0;
  }

  /** Notes a key of the changelog whose value was joined into the sets. */
  void restored(byte[] changelogKey) {
    known.add(changelogKey);
  }

  /** Notes a tombstone of the changelog. */
  void restoredTombstone(byte[] changelogKey) {
    known.remove(changelogKey);
  }

  /** Forgets what was touched, and begins again as another writer. */
  void restart() {
    forgetTouched();
    forgetLeaving();
    writer = WRITERS.nextLong();
  }
}
