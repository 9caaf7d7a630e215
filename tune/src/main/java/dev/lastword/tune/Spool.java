// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.record.Operations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sorts a stream of operations by set, so that the sets can be simulated one after the other.
 *
 * <p>Not thread-safe while it is filled; its parts may be read by several threads afterwards.
 */
final class Spool implements OperationSource.Sink, AutoCloseable {

  /*
   * What one set becomes under every candidate depends on its own operations alone. So the log is read once and parted
   * by a hash of the key, each part keeping the order of arrival; a part that is too large to load is parted again by
   * further bits of the hash, until it fits or holds one set only, which is then streamed. Memory is therefore bounded
   * by what one set needs, whatever the length of the log (the partitioning of a hybrid hash join; DeWitt et al., 1984).
   */

  private static final int LEVELS = 8;

  private final SpoolSizes sizes;
  private final @Nullable Path folder;
  private final int level;
  private final SpoolFile file;
  private final Part[] parts;
  private final Map<OperationKind, long[]> counts = new EnumMap<>(OperationKind.class);

  Spool(SpoolSizes sizes, @Nullable Path folder) {
    this(sizes, folder, 0);
  }

  private Spool(SpoolSizes sizes, @Nullable Path folder, int level) {
    this.sizes = sizes;
    this.folder = folder;
    this.level = level;
    file = new SpoolFile(folder);
    parts = new Part[sizes.parts()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new Part(file, sizes.chunk());
    }
  }

  @Override
  public void operation(OperationKind kind, long stamp, byte[] key, byte[] member)
      throws IOException {
    byte[] operand =
        switch (kind) {
          case ADD -> Operations.add(member, stamp);
          case DELETE -> Operations.delete(member, stamp);
          case FORGET -> Operations.forget(stamp, member);
        };
    counts.computeIfAbsent(kind, none -> new long[1])[0]++;
    parts[partOf(key, 0, key.length)].append(key, operand);
  }

  /** Returns how many operations of a kind came. */
  long count(OperationKind kind) {
    long[] count = counts.get(kind);
    return count == null ? 0 : count[0];
  }

  /** Returns the parts that hold anything, the largest first. */
  List<Part> parts() {
    List<Part> filled = new ArrayList<>();
    for (Part part : parts) {
      if (part.operations() > 0) {
        filled.add(part);
      }
    }
    filled.sort(Comparator.comparingLong(Part::bytes).reversed());
    return filled;
  }

  /** Returns whether a part has to be parted again before its sets can be visited. */
  boolean isTooLarge(Part part) {
    return part.bytes() > sizes.loaded() && !part.hasOneKey() && level < LEVELS;
  }

  /** Returns a spool of what a part of this one holds, by further bits of the hash. */
  Spool partAgain(Part part) throws IOException {
    Spool finer = new Spool(sizes, folder, level + 1);
    try {
      part.forEachChunk(finer::take);
      return finer;
    } catch (IOException | RuntimeException failure) {
      finer.close();
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void take(Chunk chunk) throws IOException {
    byte[] bytes = chunk.bytes;
    for (int at = 0; at < chunk.length; at = Chunk.next(bytes, at)) {
      parts[partOf(bytes, at + Chunk.HEADER, Chunk.keyLength(bytes, at))].append(bytes, at);
    }
  }

  private int partOf(byte[] bytes, int keyAt, int keyLength) {
    int bits = Integer.numberOfTrailingZeros(parts.length);
    long hash = KeyHash.of(bytes, keyAt, keyLength);
    return (int) (hash >>> (level * bits)) & (parts.length - 1);
  }
}
