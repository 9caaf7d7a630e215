// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.Entry;
import dev.lastword.SetState;
import dev.lastword.record.Operations;
import java.util.ArrayList;
import java.util.Arrays;
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
 *
 * <p>Whoever writes operations can choose members that all have the same last bits. Those are
 * packed, one after another: nothing that could be chosen decides how many parts there are, but a
 * member may be in any.
 */
final class StateParts {
  /**
   * How many times as many parts as there must be are tried by hash, at most. More are needed only
   * where members were chosen so, or are few and large. Each attempt takes as long as a merge of
   * the state; each part has a horizon, which may be long.
   */
  private static final int MOST_TIMES = 8;

  /** A list whose operands take more than this many times the limit is too long for one part. */
  private static final int MOST_SHRINKING = 4;

  private final List<Piece> pieces;
  private final List<byte[]> horizon;
  private final int limit;

  private StateParts(SetState state, int limit) {
    this.pieces = pieces(state);
    this.horizon =
        state.horizon() == null
            ? List.of()
            : List.of(Operations.forget(state.horizon().stamp(), state.horizon().member()));
    this.limit = limit;
  }

  /** What cannot be split: an operation, or bytes that could not be merged, as a member. */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Piece(byte[] member, byte[] operand, boolean isOperation) {}

  /**
   * Returns the parts by hash, their number a power of two; one where the state is small enough,
   * none when some part comes out too large.
   *
   * @param record a state
   * @param limit the size of a part, in bytes; see {@link RecordLimit#LEAST} for what it must hold
   */
  static List<byte[]> of(byte[] record, int limit) {
    if (record.length <= limit) {
      return List.of(record);
    }
    return new StateParts(SetState.decode(record), limit).byHash(record.length);
  }

  /**
   * Returns parts of which a member may be in any, as few as can be or some more.
   *
   * @throws IllegalArgumentException when what must stay together comes out too large
   */
  static List<byte[]> packed(byte[] record, int limit) {
    StateParts state = new StateParts(SetState.decode(record), limit);
    state.pieces.sort((a, b) -> Arrays.compareUnsigned(a.member, b.member));
    List<byte[]> parts = new ArrayList<>();
    if (!state.pack(state.pieces, parts) || parts.size() > ChangelogKey.MAX_PARTS) {
      throw new IllegalArgumentException(
          "state is " + record.length + " bytes; it cannot be split into records of " + limit);
    }
    return parts;
  }

  private static List<Piece> pieces(SetState state) {
    List<Piece> pieces = new ArrayList<>(state.adds().size() + state.deletes().size());
    for (Entry add : state.adds()) {
      pieces.add(new Piece(add.member(), Operations.add(add.member(), add.stamp()), true));
    }
    for (Entry delete : state.deletes()) {
      pieces.add(
          new Piece(delete.member(), Operations.delete(delete.member(), delete.stamp()), true));
    }
    for (byte[] unreadable : state.quarantined()) {
      pieces.add(new Piece(unreadable, unreadable, false));
    }
    return pieces;
  }

  private List<byte[]> byHash(int bytes) {
    int least = 2;
    while ((long) least * limit < bytes) {
      least *= 2;
    }
    long most = Math.min((long) least * MOST_TIMES, ChangelogKey.MAX_PARTS);
    for (int count = least; count <= most; count *= 2) {
      List<byte[]> parts = byHashInto(count);
      if (!parts.isEmpty()) {
        return parts;
      }
    }
    return List.of();
  }

  /** Returns nothing when a part comes out too large. */
  private List<byte[]> byHashInto(int count) {
    List<byte[]> parts = new ArrayList<>(count);
    for (List<byte[]> operands : operandsByHash(count)) {
      byte[] joined = RecordJoin.of(operands);
      if (joined.length > limit) {
        return List.of();
      }
      parts.add(joined);
    }
    return parts;
  }

  private List<List<byte[]>> operandsByHash(int count) {
    List<List<byte[]>> operands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      operands.add(new ArrayList<>(horizon));
    }
    for (Piece piece : pieces) {
      operands.get(hash(piece.member) & (count - 1)).add(piece.operand);
    }
    return operands;
  }

  private static int hash(byte[] member) {
    CRC32C crc = new CRC32C();
    crc.update(member);
    return (int) crc.getValue();
  }

  /** Makes one part of the pieces, or of either half; returns whether it could. */
  private boolean pack(List<Piece> some, List<byte[]> parts) {
    if (bytes(some) <= (long) MOST_SHRINKING * limit) {
      List<byte[]> operands = new ArrayList<>(horizon);
      some.forEach(piece -> operands.add(piece.operand));
      byte[] joined = RecordJoin.of(operands);
      if (joined.length <= limit) {
        parts.add(joined);
        return true;
      }
    }
    int middle = middle(some);
    return middle < some.size()
        && pack(some.subList(0, middle), parts)
        && pack(some.subList(middle, some.size()), parts);
  }

  /** Where the second half of the bytes begins, a member's all in one; the end if there is none. */
  private static int middle(List<Piece> some) {
    long half = bytes(some) / 2;
    long before = 0;
    int at = 0;
    while (at < some.size() - 1 && before < half) {
      before += some.get(at++).operand.length;
    }
    while (at > 0 && isOfTheSame(some, at)) {
      at--;
    }
    if (at == 0) {
      at++;
      while (at < some.size() && isOfTheSame(some, at)) {
        at++;
      }
    }
    return at;
  }

  private static boolean isOfTheSame(List<Piece> some, int at) {
    Piece one = some.get(at - 1);
    Piece next = some.get(at);
    return one.isOperation() && next.isOperation() && Arrays.equals(one.member, next.member);
  }

  private static long bytes(List<Piece> some) {
    return some.stream().mapToLong(piece -> piece.operand.length).sum();
  }
}
