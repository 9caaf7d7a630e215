// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * Gauges of a store, cheap enough to read every few seconds. They concern the store's column family
 * but for {@code quarantined}, and come from RocksDB's properties of similar names.
 *
 * @param estimatedKeys how many keys are stored, roughly
 * @param fileBytes of all table files in use
 * @param memtableBytes of writes not yet in files
 * @param pendingCompactionBytes how much compaction has still to rewrite, roughly; writes are
 *     slowed, then stopped, when it grows past RocksDB's limits
 * @param filesAtLevel0 table files not yet compacted once
 * @param backgroundErrors how often a flush or compaction failed; anything but 0 wants a look
 * @param blockCacheBytes memory the block cache uses
 * @param quarantined malformed byte strings met by merges and reads since the store was opened
 */
public record StoreStats(
    long estimatedKeys,
    long fileBytes,
    long memtableBytes,
    long pendingCompactionBytes,
    long filesAtLevel0,
    long backgroundErrors,
    long blockCacheBytes,
    long quarantined) {}
