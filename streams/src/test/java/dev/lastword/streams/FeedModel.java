// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.Entry;
import dev.lastword.Membership;
import dev.lastword.TimelineEntry;
import dev.lastword.merge.Policy;
import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelSets;
import dev.lastword.model.ModelState;
import dev.lastword.model.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;

/**
 * What sets must answer after operations, by the model, which has no line in common with the
 * library.
 */
public final class FeedModel {
  /** The order of timelines: newest first, equal positions by key. */
  private static final Comparator<TimelineEntry> NEWEST_FIRST =
      Comparator.comparing(TimelineEntry::cursor)
          .reversed()
          .thenComparing(entry -> Bytes.of(entry.key()));

  private static final int PAGE = 97;
  private static final int PAGES = 5;
  private static final int SETS_PAGED = 10;
  private static final int MEMBERS_ASKED = 10;
  private static final int BRIEF = 1_000;

  private final NavigableMap<Bytes, ModelState> sets;

  /** Works out all sets. */
  public FeedModel(ModelPolicy policy, List<KeyedOp> operations) {
    sets = ModelSets.of(policy, operations);
  }

  /** The library's policy of the same meaning. */
  public static Policy policy(ModelPolicy policy) {
    return Models.policy(policy);
  }

  /** What goes to the operations topic. */
  public static byte[] operand(Op op) {
    return Models.operand(op);
  }

  /** How many sets there are. */
  public int size() {
    return sets.size();
  }

  /** Compares every state, and fails at the first that differs. */
  public void checkStates(String what, ReadOnlyLwwSets actual) {
    sets.forEach((key, state) -> {
      ModelState found = Models.state(actual.record(key.array()));
      assertTrue(
          found.equals(state),
          () -> what + ": set " + key + " is " + brief(found) + ", not " + brief(state));
    });
  }

  private static String brief(ModelState state) {
    String text = state.toString();
    return state.adds().size()
        + " adds, "
        + state.deletes().size()
        + " deletes, "
        + text.substring(0, Math.min(BRIEF, text.length()));
  }

  /**
   * Compares every state; the size, all pages and some members of some sets, the largest among
   * them; and the first pages of a timeline over all sets.
   */
  public void check(String what, ReadOnlyLwwSets actual, Gen gen) {
    checkStates(what, actual);
    Comparator<Map.Entry<Bytes, ModelState>> bySize =
        Comparator.comparingInt(set -> set.getValue().visible().size());
    Stream.concat(
            sets.entrySet().stream().max(bySize).stream(),
            gen.shuffled(List.copyOf(sets.entrySet())).stream().limit(SETS_PAGED))
        .forEach(
            set -> checkSet(what + ": " + set.getKey(), set.getKey(), set.getValue(), actual, gen));
    checkTimeline(what, actual);
  }

  private static void checkSet(
      String what, Bytes set, ModelState state, ReadOnlyLwwSets actual, Gen gen) {
    byte[] key = set.array();
    List<Entry> visible =
        state.visible().stream().map(add -> new Entry(add.member().array(), add.stamp())).toList();
    assertEquals(visible.size(), actual.size(key), what);
    int limit = Math.max(1, visible.size() / PAGES);
    List<Entry> paged = new ArrayList<>(actual.select(key, 0, limit));
    while (!paged.isEmpty() && paged.size() < visible.size()) {
      List<Entry> next = actual.select(key, paged.getLast().cursor(), null, limit);
      assertEquals(Math.min(limit, visible.size() - paged.size()), next.size(), what);
      paged.addAll(next);
    }
    assertEquals(visible, paged, what);
    List<Bytes> members = new ArrayList<>(state.adds().keySet());
    members.addAll(state.deletes().keySet());
    members = new ArrayList<>(gen.shuffled(members).stream().limit(MEMBERS_ASKED).toList());
    members.add(Bytes.utf8("never seen"));
    for (Bytes member : members) {
      assertEquals(membership(state.contains(member)), actual.contains(key, member.array()), what);
    }
  }

  private static Membership membership(ModelState.Answer answer) {
    return switch (answer.kind()) {
      case '+' -> new Membership(Membership.State.PRESENT, answer.stamp());
      case '-' -> new Membership(Membership.State.DELETED, answer.stamp());
      default -> Membership.UNKNOWN;
    };
  }

  private void checkTimeline(String what, ReadOnlyLwwSets actual) {
    List<TimelineEntry> all = new ArrayList<>();
    sets.forEach((key, state) ->
        state
            .visible()
            .forEach(
                add -> all.add(new TimelineEntry(key.array(), add.member().array(), add.stamp()))));
    all.sort(NEWEST_FIRST);
    List<byte[]> keys = sets.keySet().stream().map(Bytes::array).toList();
    List<TimelineEntry> paged = new ArrayList<>(actual.timeline(keys, null, PAGE));
    for (int page = 1; page < PAGES && !paged.isEmpty(); page++) {
      paged.addAll(actual.timelineAfter(keys, paged.getLast(), PAGE));
    }
    assertEquals(all.subList(0, Math.min(PAGE * PAGES, all.size())), paged, what + ": timeline");
  }
}
