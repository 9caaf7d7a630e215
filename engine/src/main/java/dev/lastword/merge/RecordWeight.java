// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.SEGMENTS;

import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;

/**
 * How large a set may grow, policy or none: RocksDB's Java API cannot return a value above 2 GiB,
 * and a merge that fails for it would stop all writes of the database.
 *
 * <p>Counted is not the record's length but a bound on it, the set's weight: {@value #ENTRY} bytes
 * an entry, its member, and the quarantine. A full merge whose result weighs more forgets the
 * oldest entries, as a threshold of {@code FORGET} does. The weight of a set's entries above a
 * position only ever grows as operations are seen (the record's length does not: one long member
 * changes the width of a column), so this truncation is as free of order as the thresholds are.
 */
public final class RecordWeight {

  /** The most that a record weighs: 2 GiB less room for the header, the directory, the horizon. */
  public static final long MOST = RecordFormat.MAX_RECORD - (1L << 20);

  /** What an entry takes beside its member, at most: stamp, fingerprint and length. */
  static final int ENTRY = Long.BYTES + Short.BYTES + Short.BYTES;

  /** No record weighs more than so many times its length. */
  static final int MOST_PER_BYTE = ENTRY + 2;

  private RecordWeight() {}

  /** Returns what a record weighs. */
  public static long of(RecordView view) {
    long weight = view.entries() * (ENTRY + (view.isFolded() ? RecordFormat.FOLD : 0));
    for (int segment = 0; segment < SEGMENTS; segment++) {
      weight += view.memberColumnBytes(segment);
    }
    if (view.quarantineCount() > 0) {
      weight += Integer.BYTES + view.address() + view.length() - view.quarantineAddress();
    }
    return weight;
  }

  /** Returns what a merge's result is going to weigh. */
  static long of(ResultShape shape, Quarantine quarantine) {
    long weight = quarantine.count() > 0 ? quarantine.size() : 0;
    return weight + shape.entries() * ENTRY + shape.memberBytes();
  }
}
