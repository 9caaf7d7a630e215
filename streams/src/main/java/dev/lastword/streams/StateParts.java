// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.Entry;
import dev.lastword.SetState;
import dev.lastword.record.Operations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.Bytes;

/**
 * Splits a state that is too large for one record into several that join to the same.
 *
 * <p>A member's part is the last bits of its CRC-32C, so it moves only when the number of parts
 * doubles or halves, and then between two parts alone. {@link Changelog} writes those in an order
 * in which a crash between two records loses nothing. Each part has the horizon: where truncation
 * took entries out of a part, the horizon that refuses them comes with it.
 *
 * <pre>
 *   2 parts   |---- 0 ----|---- 1 ----|
 *               |      \     |      \
 *   4 parts   |- 0 -|- 2 -|- 1 -|- 3 -|     part p becomes p and p + 2
 * </pre>
 *
 * <p>Whoever writes operations can choose members that all have the same last bits. Those are
 * scattered at random, which nobody can foresee; each time to other parts.
 */
final class StateParts {
  private StateParts() {}

  /**
   * Returns the parts by hash, their number a power of two; one where the state is small enough,
   * none when some part comes out too large, however many there are.
   *
   * @param record a state
   * @param limit the size of a part, in bytes; see {@link RecordLimit#LEAST} for what it must hold
   */
  static List<byte[]> of(byte[] record, int limit) {
    if (record.length <= limit) {
      return List.of(record);
    }
    return split(record, limit, StateParts::hash);
  }

  /**
   * Returns parts of which a member may be in any.
   *
   * @throws IllegalArgumentException when some part comes out too large, however many there are
   */
  static List<byte[]> scattered(byte[] record, int limit) {
    SplittableRandom random = new SplittableRandom();
    Map<Bytes, Integer> drawn = new HashMap<>(); // so a member's add and delete stay together
    List<byte[]> parts =
        split(
            record,
            limit,
            member -> drawn.computeIfAbsent(Bytes.wrap(member), any -> random.nextInt()));
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "state is " + record.length + " bytes; it cannot be split into records of " + limit);
    }
    return parts;
  }

  private static List<byte[]> split(byte[] record, int limit, ToIntFunction<byte[]> hash) {
    SetState state = SetState.decode(record);
    int count = 2;
    while ((long) count * limit < record.length) {
      count *= 2;
    }
    for (; count <= ChangelogKey.MAX_PARTS; count *= 2) {
      int mask = count - 1;
      List<byte[]> parts = split(state, count, limit, member -> hash.applyAsInt(member) & mask);
      if (!parts.isEmpty()) {
        return parts;
      }
    }
    return List.of();
  }

  /** Returns nothing when a part comes out too large. */
  private static List<byte[]> split(
      SetState state, int count, int limit, ToIntFunction<byte[]> part) {
    List<byte[]> parts = new ArrayList<>(count);
    for (List<byte[]> operands : operands(state, count, part)) {
      byte[] joined = RecordJoin.of(operands);
      if (joined.length > limit) {
        return List.of();
      }
      parts.add(joined);
    }
    return parts;
  }

  private static List<List<byte[]>> operands(
      SetState state, int count, ToIntFunction<byte[]> part) {
    List<List<byte[]>> operands = new ArrayList<>(count);
    List<byte[]> horizon =
        state.horizon() == null
            ? List.of()
            : List.of(Operations.forget(state.horizon().stamp(), state.horizon().member()));
    for (int i = 0; i < count; i++) {
      operands.add(new ArrayList<>(horizon));
    }
    for (Entry add : state.adds()) {
      operands.get(part.applyAsInt(add.member())).add(Operations.add(add.member(), add.stamp()));
    }
    for (Entry delete : state.deletes()) {
      operands
          .get(part.applyAsInt(delete.member()))
          .add(Operations.delete(delete.member(), delete.stamp()));
    }
    for (byte[] unreadable : state.quarantined()) {
      operands.get(part.applyAsInt(unreadable)).add(unreadable);
    }
    return operands;
  }

  private static int hash(byte[] member) {
    CRC32C crc = new CRC32C();
    crc.update(member);
    return (int) crc.getValue();
  }
}
