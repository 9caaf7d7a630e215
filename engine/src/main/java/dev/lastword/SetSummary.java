// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.OptionalLong;

/**
 * What one set costs and holds.
 *
 * @param key the set's key; not copied: do not change it
 * @param visible members in the set
 * @param adds members remembered as added, the deleted ones among them
 * @param deletes members remembered as deleted, those added again among them
 * @param tombstones members remembered as deleted that are not in the set
 * @param recordBytes of the record before RocksDB's compression
 * @param quarantined malformed byte strings that the record carries
 * @param horizonAge how far the horizon lies below the newest stamp, in the unit of the stamps, 0
 *     or more; empty without a horizon, and without an entry above it
 * @param pendingOperands operands that RocksDB merged to read the set, some of which may be partial
 *     merges of several writes; 0 for a plain record
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record SetSummary(
    byte[] key,
    long visible,
    long adds,
    long deletes,
    long tombstones,
    long recordBytes,
    int quarantined,
    OptionalLong horizonAge,
    int pendingOperands) {}
