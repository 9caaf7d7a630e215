// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.SetSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Adds up what the sets of a database hold. */
final class DatabaseStats {
  private static final int LARGEST = 10;

  /** Fewest entries first; of as many, the greater key first. */
  private static final Comparator<SetSummary> BY_ENTRIES =
      Comparator.<SetSummary>comparingLong(DatabaseStats::entries)
          .thenComparing((a, b) -> Arrays.compareUnsigned(b.key(), a.key()));

  /** Visible members of each set. */
  final Distribution setSize = new Distribution();

  /** Of each set that remembers any member, the part that is a tombstone, in 1/10000. */
  final Distribution tombstoneShare = new Distribution();

  /** Bytes of each record. */
  final Distribution recordBytes = new Distribution();

  /** How far each horizon lies below the newest stamp, in the unit of the stamps. */
  final Distribution horizonAge = new Distribution();

  /** Operands that wait under each key. */
  final Distribution pendingOperands = new Distribution();

  private final PriorityQueue<SetSummary> largest = new PriorityQueue<>(BY_ENTRIES);
  private long sets;
  private long members;
  private long adds;
  private long deletes;
  private long tombstones;
  private long bytes;
  private long quarantined;

  void add(SetSummary set) {
    sets++;
    members += set.visible();
    adds += set.adds();
    deletes += set.deletes();
    tombstones += set.tombstones();
    bytes += set.recordBytes();
    quarantined += set.quarantined() > 0 ? 1 : 0;
    setSize.add(set.visible());
    recordBytes.add(set.recordBytes());
    pendingOperands.add(set.pendingOperands());
    set.horizonAge().ifPresent(horizonAge::add);
    long remembered = set.visible() + set.tombstones();
    if (remembered > 0) {
      tombstoneShare.add(set.tombstones() * 10_000 / remembered);
    }
    largest.add(set);
    if (largest.size() > LARGEST) {
      largest.remove();
    }
  }

  long sets() {
    return sets;
  }

  /** Visible members. */
  long members() {
    return members;
  }

  /** Members remembered as deleted that are not in their set. */
  long tombstones() {
    return tombstones;
  }

  /** Stamps kept: of adds and of deletes. */
  long entries() {
    return adds + deletes;
  }

  /** Of all records, before RocksDB's compression. */
  long bytes() {
    return bytes;
  }

  /** Sets that carry bytes in quarantine. */
  long quarantined() {
    return quarantined;
  }

  /** The sets with most entries, the largest first. */
  List<SetSummary> largest() {
    List<SetSummary> sets = new ArrayList<>(largest);
    sets.sort(BY_ENTRIES.reversed());
    return sets;
  }

  private static long entries(SetSummary set) {
    return set.adds() + set.deletes();
  }
}
