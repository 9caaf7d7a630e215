// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the changelog has been taken in, and whether the store was closed as it should. */
final class Offsets {
  /** No topic has a blank in its name. */
  private static final byte[] OPEN = "is open".getBytes(UTF_8);

  private final SmallFamily family;

  Offsets(SmallFamily family) {
    this.family = family;
  }

  /** Notes that the store is open; returns whether it was closed before, or is new. */
  boolean open() {
    boolean clean = family.get(OPEN) == null;
    family.put(OPEN, 1);
    return clean;
  }

  void close() {
    family.remove(OPEN);
  }

  @Nullable Long committed(TopicPartition partition) {
    return family.get(key(partition));
  }

  /** As {@code StateStore.commit} has it: nothing means forget all, null means forget one. */
  void commit(Map<TopicPartition, Long> offsets) {
    if (offsets.isEmpty()) {
      family.removeIf(key -> !Arrays.equals(key, OPEN));
    }
    for (TopicPartition partition : offsets.keySet()) {
      Long offset = offsets.get(partition);
      if (offset == null) {
        family.remove(key(partition));
      } else {
        family.put(key(partition), offset);
      }
    }
  }

  private static byte[] key(TopicPartition partition) {
    return partition.toString().getBytes(UTF_8);
  }
}
