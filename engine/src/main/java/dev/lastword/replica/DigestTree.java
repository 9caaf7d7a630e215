// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import dev.lastword.RecordIterator;
import dev.lastword.SetReader;
import dev.lastword.StoredRecord;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree of hashes over the sets of a range of keys, by which two stores find the ones on which
 * they differ. Immutable. Takes some three bytes of heap for each set: one node for some 32 sets,
 * keys and records are not kept.
 *
 * <p>Records count with the policy in force applied, as reads give them; a set without entries and
 * horizon counts as one never written. So stores that differ only in what was merged already have
 * equal trees.
 */
public final class DigestTree {

  /*
   * The keys themselves say where nodes begin: on level l, at each key whose hash ends in 5 (l + 1) zero bits, one in
   * 32^(l + 1). So the tree depends on the sets alone, not on the order in which they came to be, and a set more or less
   * moves the bounds around it and no others. (Auvolat, Taïani: Merkle Search Trees, SRDS 2019; the same idea cuts the
   * files of rsync and the chunks of Dolt's prolly trees.)
   *
   *   level 2   |------------------------------------------------------------------|   the root
   *   level 1   |-----------------|--------------------------|---------------------|
   *   level 0   |----|---|--------|------|-----|---|---------|---|------|----------|   runs of some 32 sets
   *   keys       a  b  c  d  e  f  g  h ...
   *
   * Keys made up so that none ends in zeros would make one run of all: a node ends at 1024 children at the latest.
   */

  private final KeyRange range;
  private final List<List<DigestNode>> levels;
  private final long unreadable;

  DigestTree(KeyRange range, List<List<DigestNode>> levels, long unreadable) {
    this.range = range;
    this.levels = levels;
    this.unreadable = unreadable;
  }

  /**
   * Reads the sets of a range, as of now, and hashes them: one pass over the data.
   *
   * @param sets a store, or a snapshot of one
   * @param range of keys
   */
  public static DigestTree of(SetReader sets, KeyRange range) {
    TreeBuilder builder = new TreeBuilder(range);
    RecordHash hash = new RecordHash();
    try (RecordIterator records = sets.records(range.from(), range.to())) {
      while (records.hasNext()) {
        StoredRecord stored = records.next();
        if (stored.record().length > 0) {
          builder.add(
              stored.key(), hash.of(stored.key(), stored.record()), hash.rank(stored.key()));
        }
      }
      return builder.build(records.unreadable());
    }
  }

  /** The keys that the tree is about. */
  public KeyRange range() {
    return range;
  }

  /** The digest of all sets: equal for two stores that have the same in this range. */
  public Digest root() {
    return levels.getLast().getFirst().digest();
  }

  /** How many sets there are. */
  public long keys() {
    return levels.getLast().getFirst().keys();
  }

  /**
   * How many values are no records. They are hashed as they are: where both sides have the same
   * damage, no comparison finds it.
   */
  public long unreadable() {
    return unreadable;
  }

  /** How many levels the tree has, 1 or more; the last one is the root alone. */
  public int height() {
    return levels.size();
  }

  /**
   * The nodes of a level within a range. Above the root, there is the root.
   *
   * @param level 0 or more
   * @param within begins at a node of that level
   */
  public List<DigestNode> nodes(int level, KeyRange within) {
    List<DigestNode> nodes = levels.get(Math.min(level, levels.size() - 1));
    return nodes.subList(at(nodes, within.from()), at(nodes, within.to()));
  }

  /** Where a key stands, or would stand, among the beginnings of nodes. */
  private static int at(List<DigestNode> nodes, byte @Nullable [] key) {
    int low = 0;
    int high = nodes.size();
    while (key != null && low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(nodes.get(middle).from(), key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
