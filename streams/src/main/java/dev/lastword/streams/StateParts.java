// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.Entry;
import dev.lastword.SetState;
import dev.lastword.record.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

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
 */
final class StateParts {
  private StateParts() {}

  /**
   * Returns the parts, their number a power of two; one where the state is small enough.
   *
   * @param record a state
   * @param limit the size of a part, in bytes; see {@link RecordLimit#LEAST} for what it must hold
   * @throws IllegalArgumentException when some part comes out larger, however many there are
   */
  static List<byte[]> of(byte[] record, int limit) {
    if (record.length <= limit) {
      return List.of(record);
    }
    SetState state = SetState.decode(record);
    int count = 2;
    while ((long) count * limit < record.length) {
      count *= 2;
    }
    for (; count <= ChangelogKey.MAX_PARTS; count *= 2) {
      List<byte[]> parts = split(state, count, limit);
      if (!parts.isEmpty()) {
        return parts;
      }
    }
    throw new IllegalArgumentException(
        "state is " + record.length + " bytes; it cannot be split into records of " + limit);
  }

  /** Returns nothing when a part comes out too large. */
  private static List<byte[]> split(SetState state, int count, int limit) {
    List<byte[]> parts = new ArrayList<>(count);
    for (List<byte[]> operands : operands(state, count)) {
      byte[] part = RecordJoin.of(operands);
      if (part.length > limit) {
        return List.of();
      }
      parts.add(part);
    }
    return parts;
  }

  private static List<List<byte[]>> operands(SetState state, int count) {
    List<List<byte[]>> operands = new ArrayList<>(count);
    List<byte[]> horizon =
        state.horizon() == null
            ? List.of()
            : List.of(Operations.forget(state.horizon().stamp(), state.horizon().member()));
    for (int part = 0; part < count; part++) {
      operands.add(new ArrayList<>(horizon));
    }
    for (Entry add : state.adds()) {
      operands.get(part(add.member(), count)).add(Operations.add(add.member(), add.stamp()));
    }
    for (Entry delete : state.deletes()) {
      operands
          .get(part(delete.member(), count))
          .add(Operations.delete(delete.member(), delete.stamp()));
    }
    for (byte[] unreadable : state.quarantined()) {
      operands.get(part(unreadable, count)).add(unreadable);
    }
    return operands;
  }

  private static int part(byte[] member, int count) {
    CRC32C crc = new CRC32C();
    crc.update(member);
    return (int) crc.getValue() & (count - 1);
  }
}
