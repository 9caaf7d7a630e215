// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges the same records in the many ways in which a database may come to merge them. */
final class Trees {
  private static final int LARGEST_GROUP = 8;

  private Trees() {}

  /** Returns the records of {@code ops}, in their order. */
  static List<byte[]> encode(StateMachine machine, List<Op> ops) {
    return ops.stream().map(machine::encode).toList();
  }

  /** Returns the stored value after one full merge over nothing. */
  static byte[] atOnce(StateMachine machine, ModelPolicy policy, List<byte[]> records) {
    return machine.fullMerge(policy, null, records);
  }

  /**
   * Returns the stored value after merging {@code records} in random order and grouping, some of
   * them repeatedly, inner groups by partial merges and, if asked for, by full merges too.
   */
  static byte[] grown(
      Gen gen, StateMachine machine, ModelPolicy policy, List<byte[]> records, boolean fullInside) {
    List<byte[]> left = gen.repeated(records);
    while (left.size() > 1 && gen.chance(90)) {
      List<byte[]> group = take(gen, left);
      boolean full = group.size() < 2 || (fullInside && gen.chance(50));
      if (full && !fullInside) {
        left.addAll(group);
        continue;
      }
      byte[] merged =
          full ? overSome(gen, machine, policy, group) : machine.partialMerge(policy, group);
      left.add(gen.below(left.size() + 1), merged);
    }
    return fullInside
        ? overSome(gen, machine, policy, left)
        : machine.fullMerge(policy, null, left);
  }

  /** Returns the stored value after full merges of consecutive runs, oldest first. */
  static byte[] inOrder(Gen gen, StateMachine machine, ModelPolicy policy, List<byte[]> records) {
    byte[] value = null;
    for (int at = 0; at < records.size(); ) {
      int end = Math.min(records.size(), at + 1 + gen.below(LARGEST_GROUP));
      List<byte[]> run = records.subList(at, end);
      if (run.size() > 1 && gen.chance(50)) {
        run = List.of(machine.partialMerge(policy, run));
      }
      value = machine.fullMerge(policy, value, run);
      at = end;
    }
    return value == null ? machine.fullMerge(policy, null, List.of()) : value;
  }

  /** A full merge in which one of the group may play the base value. */
  private static byte[] overSome(
      Gen gen, StateMachine machine, ModelPolicy policy, List<byte[]> group) {
    boolean based = !group.isEmpty() && gen.chance(50);
    byte @Nullable [] base = based ? group.getFirst() : null;
    return machine.fullMerge(policy, base, based ? group.subList(1, group.size()) : group);
  }

  private static List<byte[]> take(Gen gen, List<byte[]> from) {
    int size = 1 + gen.below(Math.min(from.size(), gen.chance(10) ? from.size() : LARGEST_GROUP));
    List<byte[]> group = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      group.add(from.remove(gen.below(from.size())));
    }
    return group;
  }
}
