// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.io.IOException;
import java.util.Arrays;

/** Visits the sets of a part: those of a small part loaded at once, a large one streamed. */
final class SetWalk {

  private final SetVisitor visitor;
  private final Counter counter;

  /** Told of operations that were visited. */
  interface Counter {
    void done(long operations);
  }

  SetWalk(SetVisitor visitor, Counter counter) {
    this.visitor = visitor;
    this.counter = counter;
  }

  void visit(Spool spool, Part part) throws IOException {
    if (part.hasOneKey()) {
      stream(part);
    } else if (spool.isTooLarge(part)) {
      try (Spool finer = spool.partAgain(part)) {
        for (Part inner : finer.parts()) {
          visit(finer, inner);
        }
      }
    } else {
      bySet(part.load());
    }
  }

  private void stream(Part part) throws IOException {
    boolean[] begun = new boolean[1];
    part.forEachChunk(chunk -> {
      byte[] bytes = chunk.bytes;
      long operations = 0;
      for (int at = 0; at < chunk.length; at = Chunk.next(bytes, at)) {
        if (!begun[0]) {
          begun[0] = true;
          visitor.begin(KeyHash.of(bytes, at + Chunk.HEADER, Chunk.keyLength(bytes, at)));
        }
        hand(bytes, at);
        operations++;
      }
      counter.done(operations);
    });
    visitor.end();
  }

  private void bySet(Chunk chunk) {
    KeyIndex index = new KeyIndex(chunk);
    int[] places = index.places();
    int at = 0;
    for (int set = 0; set < index.keys(); set++) {
      int first = places[at];
      int end = at + index.operations(set);
      visitor.begin(
          KeyHash.of(chunk.bytes, first + Chunk.HEADER, Chunk.keyLength(chunk.bytes, first)));
      for (; at < end; at++) {
        hand(chunk.bytes, places[at]);
      }
      visitor.end();
      counter.done(index.operations(set));
    }
  }

  private void hand(byte[] bytes, int at) {
    visitor.operation(bytes, Chunk.operandAt(bytes, at), Chunk.operandLength(bytes, at));
  }

  /** Finds the distinct keys of a chunk and which operations are whose. */
  private static final class KeyIndex {
    private final byte[] bytes;
    private int[] table = new int[1024];
    private int[] first = new int[256];
    private int[] counts = new int[256];
    private int[] places = new int[1024];
    private int[] owners = new int[1024];
    private int keys;
    private int operations;

    KeyIndex(Chunk chunk) {
      bytes = chunk.bytes;
      Arrays.fill(table, -1);
      for (int at = 0; at < chunk.length; at = Chunk.next(bytes, at)) {
        note(at);
      }
    }

    int keys() {
      return keys;
    }

    int operations(int key) {
      return counts[key];
    }

    /** Returns where the operations stand: by key, then in their order. */
    int[] places() {
      int[] next = new int[keys];
      for (int key = 1; key < keys; key++) {
        next[key] = next[key - 1] + counts[key - 1];
      }
      int[] sorted = new int[operations];
      for (int i = 0; i < operations; i++) {
        sorted[next[owners[i]]++] = places[i];
      }
      return sorted;
    }

    private void note(int at) {
      if (operations == places.length) {
        places = Arrays.copyOf(places, 2 * operations);
        owners = Arrays.copyOf(owners, 2 * operations);
      }
      int key = keyOf(at);
      places[operations] = at;
      owners[operations++] = key;
      counts[key]++;
    }

    private int keyOf(int at) {
      if (2 * keys >= table.length) {
        grow();
      }
      int slot = slotOf(at);
      if (table[slot] < 0) {
        if (keys == first.length) {
          first = Arrays.copyOf(first, 2 * keys);
          counts = Arrays.copyOf(counts, 2 * keys);
        }
        first[keys] = at;
        table[slot] = keys++;
      }
      return table[slot];
    }

    private int slotOf(int at) {
      int from = at + Chunk.HEADER;
      int length = Chunk.keyLength(bytes, at);
      // The low bits are alike in a part: they chose it.
      int slot = (int) (KeyHash.of(bytes, from, length) >>> 32) & (table.length - 1);
      while (table[slot] >= 0 && !isKey(first[table[slot]], from, length)) {
        slot = (slot + 1) & (table.length - 1);
      }
      return slot;
    }

    private boolean isKey(int at, int from, int length) {
      int other = at + Chunk.HEADER;
      return Arrays.equals(
          bytes, from, from + length, bytes, other, other + Chunk.keyLength(bytes, at));
    }

    private void grow() {
      table = new int[2 * table.length];
      Arrays.fill(table, -1);
      for (int key = 0; key < keys; key++) {
        table[slotOf(first[key])] = key;
      }
    }
  }
}
