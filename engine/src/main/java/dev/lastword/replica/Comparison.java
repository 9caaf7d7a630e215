// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks two digest trees from the root down, level by level, one request each, into the ranges that
 * are not the same.
 */
final class Comparison {
  private static final int RANGES_AT_ONCE = 256;

  /**
   * A range of more keys is cut, at the next bound of a node: one side may have very many where the
   * other has none.
   */
  private static final int MOST_KEYS = 1 << 10;

  /**
   * Keys are held in memory: where they take more than this, fewer ranges are asked for at once.
   */
  private static final long MUCH = 1 << 20;

  /** What a key and its digest take on the heap, beside the key's bytes; roughly. */
  private static final int KEY_OVERHEAD = 64;

  private final Replica mine;
  private final Replica theirs;
  private long differing;
  private int rounds;
  private long bytes;
  private int atOnce = 1;

  Comparison(Replica mine, Replica theirs) {
    this.mine = mine;
    this.theirs = theirs;
    check("policies", mine.policy().toText(), theirs.policy().toText());
    if (!mine.range().equals(theirs.range())) {
      throw new IllegalArgumentException("replicas must be compared over the same range of keys");
    }
  }

  private static void check(String what, String ours, String others) {
    if (!ours.equals(others)) {
      throw new IllegalArgumentException(
          "replicas must have equal "
              + what
              + "; one has "
              + ours
              + ", the other "
              + others
              + ": give both the same");
    }
  }

  /**
   * Finds all differences.
   *
   * @param sink handed the keys in lists
   */
  DiffReport run(Consumer<List<byte[]>> sink) {
    List<KeyRange> suspects = List.of(mine.range());
    for (int level = top(); level >= 0 && !suspects.isEmpty(); level--) {
      suspects = narrow(level, suspects);
    }
    int done = 0;
    while (done < suspects.size()) {
      int end = Math.min(done + atOnce, suspects.size());
      boolean much = compareKeys(suspects.subList(done, end), sink) > MUCH;
      atOnce = much ? Math.max(1, atOnce / 2) : Math.min(RANGES_AT_ONCE, atOnce * 2);
      done = end;
    }
    return new DiffReport(differing, rounds, bytes);
  }

  private int top() {
    rounds++;
    bytes += Integer.BYTES;
    return Math.max(mine.height(), theirs.height()) - 1;
  }

  private List<KeyRange> narrow(int level, List<KeyRange> within) {
    List<List<DigestNode>> ours = mine.nodes(level, within);
    List<List<DigestNode>> others = theirs.nodes(level, within);
    count(within);
    List<KeyRange> suspects = new ArrayList<>();
    for (int i = 0; i < within.size(); i++) {
      others.get(i).forEach(node -> bytes += node.from().length + Long.BYTES + Digest.BYTES);
      narrow(level, within.get(i), ours.get(i), others.get(i), suspects);
    }
    return suspects;
  }

  /** Cuts a range where both sides have a node begin, and keeps the parts that are not the same. */
  private static void narrow(
      int level,
      KeyRange within,
      List<DigestNode> ours,
      List<DigestNode> others,
      List<KeyRange> suspects) {
    int i = 0;
    int j = 0;
    while (i < ours.size() && j < others.size()) {
      byte[] from = ours.get(i).from();
      boolean same = ours.get(i).digest().equals(others.get(j).digest());
      long keys = ours.get(i).keys() + others.get(j).keys();
      int order = compare(beginning(ours, ++i), beginning(others, ++j));
      same &= order == 0;
      while (order != 0) {
        DigestNode next = order < 0 ? ours.get(i++) : others.get(j++);
        if (level == 0 && keys > MOST_KEYS) {
          suspects.add(new KeyRange(from, next.from()));
          from = next.from();
          keys = 0;
        }
        keys += next.keys();
        order = compare(beginning(ours, i), beginning(others, j));
      }
      if (!same) {
        byte[] end = beginning(ours, i);
        suspects.add(new KeyRange(from, end == null ? within.to() : end));
      }
    }
  }

  private static byte @Nullable [] beginning(List<DigestNode> nodes, int index) {
    return index < nodes.size() ? nodes.get(index).from() : null;
  }

  /** Null is behind all keys. */
  private static int compare(byte @Nullable [] a, byte @Nullable [] b) {
    if (a == null) {
      return b == null ? 0 : 1;
    }
    return b == null ? -1 : Arrays.compareUnsigned(a, b);
  }

  /** Returns roughly what the keys of both sides took in memory. */
  private long compareKeys(List<KeyRange> within, Consumer<List<byte[]>> sink) {
    List<List<KeyDigest>> ours = mine.keys(within);
    List<List<KeyDigest>> others = theirs.keys(within);
    count(within);
    List<byte[]> keys = new ArrayList<>();
    long took = 0;
    for (int i = 0; i < within.size(); i++) {
      took += memory(ours.get(i)) + memory(others.get(i));
      others.get(i).forEach(other -> bytes += other.key().length + Digest.BYTES);
      unequal(ours.get(i), others.get(i), keys);
    }
    differing += keys.size();
    sink.accept(keys);
    return took;
  }

  private static long memory(List<KeyDigest> keys) {
    return keys.stream().mapToLong(known -> known.key().length + KEY_OVERHEAD).sum();
  }

  private static void unequal(List<KeyDigest> ours, List<KeyDigest> others, List<byte[]> keys) {
    int i = 0;
    int j = 0;
    while (i < ours.size() || j < others.size()) {
      int order = compare(key(ours, i), key(others, j));
      if (order != 0) {
        keys.add(order < 0 ? ours.get(i++).key() : others.get(j++).key());
      } else if (!ours.get(i++).digest().equals(others.get(j++).digest())) {
        keys.add(ours.get(i - 1).key());
      }
    }
  }

  private static byte @Nullable [] key(List<KeyDigest> keys, int index) {
    return index < keys.size() ? keys.get(index).key() : null;
  }

  private void count(List<KeyRange> asked) {
    rounds++;
    asked.forEach(range -> bytes += range.size());
  }
}
