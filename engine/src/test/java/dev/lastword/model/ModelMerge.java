// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How states become other states: join, truncation, and the two merges that RocksDB asks for. */
public final class ModelMerge {
  private ModelMerge() {}

  /**
   * Returns what a stored value becomes.
   *
   * @param existing the base value, or null where there is none
   */
  public static ModelState fullMerge(
      ModelPolicy policy, @Nullable ModelState existing, List<ModelState> operands) {
    ModelState joined = join(operands);
    if (existing != null) {
      joined = join(existing, joined);
    }
    return switch (policy.overflow()) {
      case FORGET -> truncateForget(policy, joined);
      case KEEP -> truncateKeep(policy, winners(joined));
    };
  }

  /** Returns the one operand that stands for {@code operands} where the base is out of sight. */
  public static ModelState partialMerge(ModelPolicy policy, List<ModelState> operands) {
    ModelState joined = join(operands);
    return switch (policy.overflow()) {
      case FORGET -> truncateForget(policy, joined);
      case KEEP -> winners(joined);
    };
  }

  /** Returns the union of what {@code left} and {@code right} know. */
  public static ModelState join(ModelState left, ModelState right) {
    return join(List.of(left, right));
  }

  /** Returns the union of what all {@code states} know. */
  public static ModelState join(List<ModelState> states) {
    NavigableMap<Bytes, Long> adds = new TreeMap<>();
    NavigableMap<Bytes, Long> deletes = new TreeMap<>();
    NavigableSet<Bytes> quarantine = new TreeSet<>();
    Position horizon = null;
    for (ModelState state : states) {
      state.adds().forEach((member, stamp) -> adds.merge(member, stamp, Math::max));
      state.deletes().forEach((member, stamp) -> deletes.merge(member, stamp, Math::max));
      quarantine.addAll(state.quarantine());
      horizon = greater(horizon, state.horizon());
    }
    return raiseHorizon(new ModelState(adds, deletes, null, quarantine), horizon);
  }

  /** Truncates by FORGET: the horizon rises to the first entry that does not fit. */
  public static ModelState truncateForget(ModelPolicy policy, ModelState state) {
    Position overAdds = firstBeyond(state.adds(), policy.maxAdds());
    Position overDeletes = firstBeyond(state.deletes(), policy.maxDeletes());
    OptionalLong start = windowStart(policy, state);
    Position past = start.isPresent() ? new Position(start.getAsLong(), Bytes.EMPTY) : null;
    return raiseHorizon(state, greater(overAdds, greater(overDeletes, past)));
  }

  /** Truncates by KEEP: live adds and tombstones that do not fit are dropped; no horizon rises. */
  private static ModelState truncateKeep(ModelPolicy policy, ModelState winners) {
    NavigableMap<Bytes, Long> adds = newestOnly(winners.adds(), policy.maxAdds());
    NavigableMap<Bytes, Long> deletes = newestOnly(winners.deletes(), policy.maxDeletes());
    OptionalLong start = windowStart(policy, winners);
    if (start.isPresent()) {
      deletes.values().removeIf(stamp -> stamp < start.getAsLong());
    }
    return new ModelState(adds, deletes, winners.horizon(), winners.quarantine());
  }

  /** Keeps of each member the newer of its add and its delete; at equal stamps the delete. */
  private static ModelState winners(ModelState state) {
    NavigableMap<Bytes, Long> adds = new TreeMap<>(state.adds());
    NavigableMap<Bytes, Long> deletes = new TreeMap<>(state.deletes());
    adds.keySet().removeIf(member -> state.contains(member).kind() == '-');
    deletes.keySet().removeIf(member -> state.contains(member).kind() == '+');
    return new ModelState(adds, deletes, state.horizon(), state.quarantine());
  }

  private static ModelState raiseHorizon(ModelState state, @Nullable Position to) {
    Position horizon = greater(state.horizon(), to);
    return new ModelState(
        above(horizon, state.adds()), above(horizon, state.deletes()), horizon, state.quarantine());
  }

  private static NavigableMap<Bytes, Long> above(
      @Nullable Position horizon, NavigableMap<Bytes, Long> entries) {
    NavigableMap<Bytes, Long> kept = new TreeMap<>();
    entries.forEach((member, stamp) -> {
      if (horizon == null || new Position(stamp, member).newerThan(horizon)) {
        kept.put(member, stamp);
      }
    });
    return kept;
  }

  private static @Nullable Position greater(@Nullable Position left, @Nullable Position right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return right.newerThan(left) ? right : left;
  }

  private static List<Position> newestFirst(NavigableMap<Bytes, Long> entries) {
    List<Position> positions = new ArrayList<>();
    entries.forEach((member, stamp) -> positions.add(new Position(stamp, member)));
    positions.sort(Collections.reverseOrder());
    return positions;
  }

  private static @Nullable Position firstBeyond(
      NavigableMap<Bytes, Long> entries, OptionalLong limit) {
    boolean fits = limit.isEmpty() || entries.size() <= limit.getAsLong();
    return fits ? null : newestFirst(entries).get((int) limit.getAsLong());
  }

  private static NavigableMap<Bytes, Long> newestOnly(
      NavigableMap<Bytes, Long> entries, OptionalLong limit) {
    NavigableMap<Bytes, Long> kept = new TreeMap<>();
    newestFirst(entries).stream()
        .limit(limit.orElse(Long.MAX_VALUE))
        .forEach(position -> kept.put(position.member(), position.stamp()));
    return kept;
  }

  /** The newest stamp minus the window, or empty without a window or without entries. */
  private static OptionalLong windowStart(ModelPolicy policy, ModelState state) {
    if (policy.window().isEmpty() || (state.adds().isEmpty() && state.deletes().isEmpty())) {
      return OptionalLong.empty();
    }
    long newest = Long.MIN_VALUE;
    for (long stamp : state.adds().values()) {
      newest = Math.max(newest, stamp);
    }
    for (long stamp : state.deletes().values()) {
      newest = Math.max(newest, stamp);
    }
    long start = newest - policy.window().getAsLong();
    return OptionalLong.of(start > newest ? Long.MIN_VALUE : start);
  }
}
