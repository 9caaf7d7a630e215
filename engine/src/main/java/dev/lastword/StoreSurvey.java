// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.time.Duration;
import java.time.Instant;

/**
 * What all sets of a store hold, under the policy in force: the sum of a pass over them, and how
 * they are spread. Immutable.
 *
 * @param end when the pass ended; it saw the store as it was {@code took} before
 * @param took how long it took
 * @param sets that were counted
 * @param unreadable sets that could not be, and are in no other figure
 * @param members visible in their sets
 * @param entries stamps kept: one for each member remembered as added, one for each remembered as
 *     deleted
 * @param tombstones members remembered as deleted that are not in their set
 * @param quarantined sets that carry bytes in quarantine
 * @param recordBytes of all records, before RocksDB's compression
 * @param setMembers visible members of each set
 * @param setTombstoneShare of each set that remembers any member, the part that is a tombstone, in
 *     hundredths of a percent
 * @param setRecordBytes bytes of each record, before RocksDB's compression
 * @param horizonAge of each set with a horizon and entries above it, how far the horizon lies below
 *     the newest stamp, in the unit of the stamps: an operation that comes later than that is
 *     refused
 * @param pendingOperands operands under each key that waited to be merged when the pass read it; 0
 *     for a plain record
 */
public record StoreSurvey(
    Instant end,
    Duration took,
    long sets,
    long unreadable,
    long members,
    long entries,
    long tombstones,
    long quarantined,
    long recordBytes,
    Spread setMembers,
    Spread setTombstoneShare,
    Spread setRecordBytes,
    Spread horizonAge,
    Spread pendingOperands) {

  /** Returns the part of all remembered members that is a tombstone, 0 to 1; 0 without any. */
  public double tombstoneShare() {
    long remembered = members + tombstones;
    return remembered == 0 ? 0 : (double) tombstones / remembered;
  }
}
