// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets as the semantics define them: the newest add and the newest delete of each member. */
final class Model {
  private final Map<Long, Map<Long, Stamps>> sets = new HashMap<>();

  /** An entry that a set shows. */
  record Visible(long member, long stamp) {
    private static final Comparator<Visible> NEWEST_FIRST =
        Comparator.comparingLong(Visible::stamp)
            .thenComparing(Visible::member, Long::compareUnsigned)
            .reversed();
  }

  private record Stamps(long added, long deleted) {
    private static final Stamps NONE = new Stamps(Long.MIN_VALUE, Long.MIN_VALUE);

    Stamps with(long stamp, boolean delete) {
      return delete
          ? new Stamps(added, Math.max(deleted, stamp))
          : new Stamps(Math.max(added, stamp), deleted);
    }
  }

  void apply(long set, long member, long stamp, boolean delete) {
    Map<Long, Stamps> members = sets.computeIfAbsent(set, key -> new HashMap<>());
    members.put(member, members.getOrDefault(member, Stamps.NONE).with(stamp, delete));
  }

  List<Visible> newest(long set) {
    return sets.getOrDefault(set, Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().added() > entry.getValue().deleted())
        .map(entry -> new Visible(entry.getKey(), entry.getValue().added()))
        .sorted(Visible.NEWEST_FIRST)
        .toList();
  }

  List<Visible> timeline(long[] keys) {
    return Arrays.stream(keys)
        .boxed()
        .flatMap(set -> newest(set).stream())
        .sorted(Visible.NEWEST_FIRST)
        .toList();
  }

  boolean contains(long set, long member) {
    Stamps stamps = sets.getOrDefault(set, Map.of()).getOrDefault(member, Stamps.NONE);
    return stamps.added() > stamps.deleted();
  }
}
