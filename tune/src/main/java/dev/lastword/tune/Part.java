// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.io.IOException;
import java.util.Arrays;

/**
 * The operations of some of the sets, in their order of arrival: full chunks on disk, the last one
 * in memory.
 */
final class Part {

  private final SpoolFile file;
  private final int chunkSize;
  private final Chunk open = new Chunk();
  private long[] offsets = {};
  private int[] lengths = {};
  private int chunks;
  private byte[] firstKey = {};
  private boolean oneKey = true;
  private long bytes;
  private long operations;

  Part(SpoolFile file, int chunkSize) {
    this.file = file;
    this.chunkSize = chunkSize;
  }

  long bytes() {
    return bytes;
  }

  long operations() {
    return operations;
  }

  /** Whether all operations are of one set. */
  boolean hasOneKey() {
    return oneKey;
  }

  void append(byte[] key, byte[] operand) throws IOException {
    int size = Chunk.size(key, operand);
    makeRoom(size);
    open.append(key, operand);
    count(key, 0, key.length, size);
  }

  void append(byte[] from, int at) throws IOException {
    int size = Chunk.next(from, at) - at;
    makeRoom(size);
    open.append(from, at, size);
    count(from, at + Chunk.HEADER, Chunk.keyLength(from, at), size);
  }

  /** Calls for each chunk in order. */
  void forEachChunk(ChunkVisitor visitor) throws IOException {
    Chunk loaded = new Chunk();
    for (int i = 0; i < chunks; i++) {
      loaded.length = lengths[i];
      if (loaded.bytes.length < lengths[i]) {
        loaded.bytes = new byte[lengths[i]];
      }
      file.read(offsets[i], loaded.bytes, 0, lengths[i]);
      visitor.chunk(loaded);
    }
    visitor.chunk(open);
  }

  /** Returns all bytes as one chunk; call only where they fit into an array. */
  Chunk load() throws IOException {
    if (chunks == 0) {
      return open;
    }
    Chunk all = new Chunk();
    all.bytes = new byte[Math.toIntExact(bytes)];
    for (int i = 0; i < chunks; i++) {
      file.read(offsets[i], all.bytes, all.length, lengths[i]);
      all.length += lengths[i];
    }
    all.append(open.bytes, 0, open.length);
    return all;
  }

  private void makeRoom(int size) throws IOException {
    if (open.length == 0 || open.length + (long) size <= chunkSize) {
      return;
    }
    if (chunks == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * chunks + 8);
      lengths = Arrays.copyOf(lengths, 2 * chunks + 8);
    }
    offsets[chunks] = file.append(open.bytes, open.length);
    lengths[chunks] = open.length;
    chunks++;
    open.length = 0;
  }

  private void count(byte[] from, int keyAt, int keyLength, int size) {
    bytes += size;
    if (operations++ == 0) {
      firstKey = Arrays.copyOfRange(from, keyAt, keyAt + keyLength);
    } else if (oneKey) {
      oneKey = Arrays.equals(from, keyAt, keyAt + keyLength, firstKey, 0, firstKey.length);
    }
  }

  /** Takes chunks. */
  interface ChunkVisitor {
    /** The chunk is valid until the call returns. */
    void chunk(Chunk chunk) throws IOException;
  }
}
