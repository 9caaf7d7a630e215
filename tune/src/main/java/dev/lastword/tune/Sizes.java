// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/**
 * What the records of all sets take when everything has been merged, before RocksDB's compression
 * and without keys.
 *
 * @param perSet bytes of each set's record; its sum is the total
 * @param live entries that are visible members
 * @param tombstones entries that are deletes of members not in their set
 * @param buried entries that are adds of members deleted since
 * @param outlived entries that are deletes of members added again since
 */
public record Sizes(Spread perSet, long live, long tombstones, long buried, long outlived) {

  /** Returns the bytes of all records. */
  public long bytes() {
    return perSet.sum();
  }

  /** Returns the entries of all records. */
  public long entries() {
    return live + tombstones + buried + outlived;
  }

  /** Returns the share of entries that are tombstones, 0 to 1. */
  public double tombstoneShare() {
    return entries() == 0 ? 0 : (double) tombstones / entries();
  }
}
