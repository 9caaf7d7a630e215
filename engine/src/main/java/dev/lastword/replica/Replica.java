// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import dev.lastword.StoredRecord;
import dev.lastword.merge.Policy;
import java.util.List;

/**
 * One side of a comparison: what a store must answer so that another finds where they differ and
 * joins that. {@link LocalReplica} answers from a store; between two machines, implement this over
 * your own transport: every method is one request and one answer, of keys, numbers and digests.
 *
 * <p>The answers need not belong to one moment. What changes meanwhile is found, or found missing,
 * by the next comparison; a join is right whenever it comes.
 */
public interface Replica {
  /** The policy in force. Sides with different ones are not compared. */
  Policy policy();

  /** The range of keys; the same on both sides. */
  KeyRange range();

  /** See {@link DigestTree#height}. */
  int height();

  /**
   * Nodes of the digest tree.
   *
   * @param level 0 is the lowest
   * @param within ranges that begin at nodes of that level
   * @return for each range its nodes; see {@link DigestTree#nodes}
   */
  List<List<DigestNode>> nodes(int level, List<KeyRange> within);

  /**
   * The sets of some ranges, each with its digest, in the order of their keys; those without
   * entries and horizon are left out.
   */
  List<List<KeyDigest>> keys(List<KeyRange> within);

  /**
   * The records of some keys, in that order, the policy applied: empty where nothing is stored.
   * Keys whose value is no record, or that no set may have, are left out.
   */
  List<StoredRecord> records(List<byte[]> keys);

  /**
   * Joins records into these sets.
   *
   * @return the keys of those that are no records, or that the store refuses: for stamps that lie
   *     too far in the future, or a key or size that no set may have; of these nothing was written
   */
  List<byte[]> join(List<StoredRecord> records);
}
