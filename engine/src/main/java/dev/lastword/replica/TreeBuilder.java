// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a {@link DigestTree} from sets that come in the order of their keys. */
final class TreeBuilder {
  /** A node has 2^5 children, on average. */
  private static final int BITS = 5;

  private static final int MOST_CHILDREN = 1 << 10;

  private final KeyRange range;
  private final List<Level> levels = new ArrayList<>();

  TreeBuilder(KeyRange range) {
    this.range = range;
    levels.add(new Level(0));
  }

  /**
   * Adds the next set.
   *
   * @param rank of the key; see {@link RecordHash#rank}
   */
  void add(byte[] key, Digest digest, int rank) {
    levels.getFirst().add(key, 1, digest, rank);
  }

  /**
   * Returns the tree; the builder is of no more use.
   *
   * @param unreadable how many of the values were no records
   */
  DigestTree build(long unreadable) {
    // A level that is closed may open the next one.
    for (int i = 0; i < levels.size(); i++) {
      levels.get(i).close();
      if (levels.get(i).nodes.size() == 1) {
        return new DigestTree(
            range,
            levels.subList(0, i + 1).stream().map(level -> List.copyOf(level.nodes)).toList(),
            unreadable);
      }
    }
    throw new IllegalStateException("no level has a root alone");
  }

  private Level level(int number) {
    if (number == levels.size()) {
      levels.add(new Level(number));
    }
    return levels.get(number);
  }

  /** A level, and the last node of it, to which children are still being added. */
  private final class Level {
    final List<DigestNode> nodes = new ArrayList<>();
    private final int number;
    private final MessageDigest hash = RecordHash.sha256();
    private byte @Nullable [] from;
    private int rank;
    private int children;
    private long keys;

    Level(int number) {
      this.number = number;
    }

    void add(byte[] first, long count, Digest digest, int firstRank) {
      if (children > 0 && (firstRank >= BITS * (number + 1) || children == MOST_CHILDREN)) {
        finish();
      }
      if (children == 0) {
        // The first node reaches down to the end of the range, so that two trees always meet there.
        from = nodes.isEmpty() ? range.from() : first;
        rank = firstRank;
        // Else a set with the hash of a node would look like what lies below that; of a set, whose
        // key's length is hashed first, this byte is 0.
        hash.update((byte) (number + 1));
      }
      digest.into(hash);
      children++;
      keys += count;
    }

    void close() {
      if (children > 0 || nodes.isEmpty()) {
        finish();
      }
    }

    private void finish() {
      byte[] begin = from == null ? range.from() : from;
      DigestNode node = new DigestNode(begin, keys, Digest.of(hash));
      nodes.add(node);
      children = 0;
      keys = 0;
      level(number + 1).add(begin, node.keys(), node.digest(), rank);
    }
  }
}
