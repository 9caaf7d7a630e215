// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

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
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record SetSummary(
    byte[] key,
    long visible,
    long adds,
    long deletes,
    long tombstones,
    long recordBytes,
    int quarantined) {}
