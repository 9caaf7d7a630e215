// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import dev.lastword.merge.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A set in two maps, member to newest stamp, and its horizon: what a first version would have. */
public final class PlainState {

  private final Map<PlainMember, Long> adds = new HashMap<>();
  private final Map<PlainMember, Long> deletes = new HashMap<>();
  private @Nullable PlainEntry horizon;

  /** Creates an empty set. */
  public PlainState() {}

  /** Puts in an add. */
  public void add(long stamp, PlainMember member) {
    adds.merge(member, stamp, Math::max);
  }

  /** Puts in a delete. */
  public void delete(long stamp, PlainMember member) {
    deletes.merge(member, stamp, Math::max);
  }

  /** Raises the horizon to a position, where it is not there yet. */
  public void raiseHorizon(PlainEntry to) {
    if (horizon == null || to.compareTo(horizon) > 0) {
      horizon = to;
    }
  }

  /** Returns the stamp at which a member was added, or -1 when it is not in the set. */
  public long addedAt(PlainMember member) {
    long stamp = stamp(adds, member);
    return stamp > stamp(deletes, member) ? stamp : -1;
  }

  /** Returns the horizon. */
  public @Nullable PlainEntry horizon() {
    return horizon;
  }

  /**
   * Returns the groups, each newest first: live, tombstones, buried, outlived.
   *
   * @param policy without a window; FORGET's thresholds raise the horizon, KEEP's shorten the
   *     groups in a full merge
   */
  public List<List<PlainEntry>> groups(Policy policy, boolean full) {
    if (policy.window().isPresent()) {
      throw new IllegalArgumentException("a window is not implemented here: " + policy);
    }
    boolean keep = policy.overflow() == Policy.Overflow.KEEP;
    List<PlainEntry> added = newestFirst(adds);
    List<PlainEntry> deleted = newestFirst(deletes);
    if (!keep) {
      raiseBeyond(added, policy.maxAdds());
      raiseBeyond(deleted, policy.maxDeletes());
    }
    List<PlainEntry> live = new ArrayList<>();
    List<PlainEntry> tombstones = new ArrayList<>();
    List<PlainEntry> buried = new ArrayList<>();
    List<PlainEntry> outlived = new ArrayList<>();
    for (PlainEntry add : above(added)) {
      (add.stamp() > stamp(deletes, add.member()) ? live : buried).add(add);
    }
    for (PlainEntry delete : above(deleted)) {
      (delete.stamp() < stamp(adds, delete.member()) ? outlived : tombstones).add(delete);
    }
    if (!keep) {
      return List.of(live, tombstones, buried, outlived);
    }
    return List.of(
        full ? first(live, policy.maxAdds()) : live,
        full ? first(tombstones, policy.maxDeletes()) : tombstones,
        List.of(),
        List.of());
  }

  private void raiseBeyond(List<PlainEntry> entries, OptionalLong bound) {
    if (bound.isPresent() && entries.size() > bound.getAsLong()) {
      raiseHorizon(entries.get((int) bound.getAsLong()));
    }
  }

  private List<PlainEntry> above(List<PlainEntry> entries) {
    PlainEntry limit = horizon;
    if (limit == null) {
      return entries;
    }
    return entries.stream().filter(entry -> entry.compareTo(limit) > 0).toList();
  }

  private static List<PlainEntry> newestFirst(Map<PlainMember, Long> map) {
    List<PlainEntry> entries = new ArrayList<>(map.size());
    map.forEach((member, stamp) -> entries.add(new PlainEntry(stamp, member)));
    entries.sort(Collections.reverseOrder());
    return entries;
  }

  private static List<PlainEntry> first(List<PlainEntry> entries, OptionalLong bound) {
    return entries.subList(0, (int) Math.min(entries.size(), bound.orElse(Long.MAX_VALUE)));
  }

  /** A stamp of Long.MIN_VALUE counts as none, which the workload does not have. */
  private static long stamp(Map<PlainMember, Long> map, PlainMember member) {
    return map.getOrDefault(member, Long.MIN_VALUE);
  }
}
