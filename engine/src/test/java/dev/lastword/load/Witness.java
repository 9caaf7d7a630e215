// SPDX-License-Identifier: Apache-2.0
package dev.lastword.load;

import static dev.lastword.load.History.MEMBERS;

import dev.lastword.Entry;
import dev.lastword.LwwSnapshot;
import dev.lastword.LwwStore;
import dev.lastword.Membership;
import dev.lastword.RecordIterator;
import dev.lastword.SetReader;
import dev.lastword.StoredRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads, and holds what was read against the writers' histories: of each writer it must be what its
 * first steps make, no fewer than were acknowledged, or found by a read, before this one began, and
 * no more than were begun when it ended. Where several sets are read at one moment, one number of
 * steps must explain all.
 *
 * <p>What explains a read least is the least that all later reads must find: so none goes back
 * behind another, be it acknowledged or not.
 */
final class Witness {
  private final Crowd crowd;

  Witness(Crowd crowd) {
    this.crowd = crowd;
  }

  /** Selects all of a set. */
  void select(SetReader reader, int set) {
    Crowd.Known from = crowd.known(set);
    List<Entry> entries = reader.select(Crowd.key(set), 0, Integer.MAX_VALUE);
    List<Crowd.Seat> seats = crowd.seats(set);
    Map<Integer, long[]> seen = seen(entries);
    for (int i = 0; i < seats.size(); i++) {
      History history = writer(seats.get(i));
      BitSet steps = explain(set, seats.get(i), seen, from.steps()[i], history.begun());
      history.observe(steps.nextSetBit(0));
    }
    shared(set, seen, from.shared());
    nobodyElse(set, seen);
  }

  /** Asks for one member. */
  void contains(SetReader reader, int writer, int index, int member) {
    History history = crowd.writer(writer);
    int from = history.known();
    byte[] key = Crowd.key(crowd.set(writer, index));
    Membership found = reader.contains(key, Crowd.member(writer, member));
    long seen =
        switch (found.state()) {
          case PRESENT -> found.stamp();
          case DELETED -> -found.stamp();
          case UNKNOWN -> 0;
        };
    int to = history.begun();
    int step = history.explainMember(index, member, seen, from, to);
    if (step < 0) {
      throw new AssertionError(
          "member %d of writer %d: %s, which no step from %d to %d explains"
              .formatted(member, writer, found, from, to));
    }
    history.observe(step);
  }

  /** Asks for one member that is shared. */
  void contains(SetReader reader, int set, int number) {
    Shared shared = crowd.shared(set).get(number);
    Shared.Floor from = shared.floor();
    Membership found = reader.contains(Crowd.key(set), Crowd.member(Shared.WRITER, number));
    if (!shared.explains(from, found)) {
      throw new AssertionError(
          "shared member %d of set %d: %s, from %s to %s"
              .formatted(number, set, found, from, shared));
    }
  }

  /** Takes a snapshot and reads all sets of one writer from it. */
  void snapshot(LwwStore store, int writer) {
    History history = crowd.writer(writer);
    int from = history.known();
    List<Crowd.Known> known = new ArrayList<>();
    for (int index = 0; index < History.SETS; index++) {
      known.add(crowd.known(crowd.set(writer, index)));
    }
    try (LwwSnapshot snapshot = store.snapshot()) {
      int to = history.begun();
      BitSet steps = new BitSet();
      steps.set(from, to + 1);
      for (int index = 0; index < History.SETS; index++) {
        int set = crowd.set(writer, index);
        Map<Integer, long[]> seen = seen(snapshot.select(Crowd.key(set), 0, Integer.MAX_VALUE));
        steps.and(explain(set, new Crowd.Seat(writer, index), seen, from, to));
        shared(set, seen, known.get(index).shared());
      }
      one(steps, writer);
    }
  }

  /** Walks over all records; all belong to one moment. */
  void records(SetReader reader) {
    Crowd.AllKnown from = crowd.known();
    try (RecordIterator records = reader.records(new byte[0])) {
      moment(records, from, crowd.begun());
    }
  }

  /** Holds all sets against what was known before their moment and what was begun after it. */
  void moment(RecordIterator records, Crowd.AllKnown known, int[] to) {
    int[] from = known.steps();
    BitSet[] steps = new BitSet[from.length];
    for (int writer = 0; writer < from.length; writer++) {
      steps[writer] = new BitSet();
      steps[writer].set(from[writer], to[writer] + 1);
    }
    BitSet sets = new BitSet();
    while (records.hasNext()) {
      StoredRecord record = records.next();
      int set = Crowd.set(record.key());
      sets.set(set);
      check(set, seen(record.state().visible()), known, to, steps);
    }
    for (int set = sets.nextClearBit(0); set < crowd.sets(); set = sets.nextClearBit(set + 1)) {
      check(set, new HashMap<>(), known, to, steps);
    }
    for (int writer = 0; writer < steps.length; writer++) {
      one(steps[writer], writer);
    }
  }

  private void check(
      int set, Map<Integer, long[]> seen, Crowd.AllKnown known, int[] to, BitSet[] steps) {
    for (Crowd.Seat seat : crowd.seats(set)) {
      int writer = seat.writer();
      steps[writer].and(explain(set, seat, seen, known.steps()[writer], to[writer]));
    }
    shared(set, seen, known.shared().get(set));
    nobodyElse(set, seen);
  }

  private void shared(int set, Map<Integer, long[]> all, List<Shared.Floor> from) {
    long[] seen = all.remove(Shared.WRITER);
    for (int number = 0; number < Shared.MEMBERS; number++) {
      Shared shared = crowd.shared(set).get(number);
      long stamp = seen == null ? 0 : seen[number];
      if (!shared.explains(from.get(number), stamp)) {
        throw new AssertionError(
            "shared member %d of set %d: seen at %d, from %s to %s"
                .formatted(number, set, stamp, from.get(number), shared));
      }
    }
  }

  private BitSet explain(int set, Crowd.Seat seat, Map<Integer, long[]> all, int from, int to) {
    long[] seen = all.remove(seat.writer());
    BitSet steps =
        writer(seat).explain(seat.index(), seen == null ? new long[MEMBERS] : seen, from, to);
    if (steps.isEmpty()) {
      throw new AssertionError(
          "set %d, writer %d: %s, which no step from %d to %d explains"
              .formatted(set, seat.writer(), Arrays.toString(seen), from, to));
    }
    return steps;
  }

  private void one(BitSet steps, int writer) {
    if (steps.isEmpty()) {
      throw new AssertionError("no one step of writer " + writer + " explains all of its sets");
    }
    crowd.writer(writer).observe(steps.nextSetBit(0));
  }

  private static void nobodyElse(int set, Map<Integer, long[]> left) {
    if (!left.isEmpty()) {
      throw new AssertionError("set " + set + " has members of writers " + left.keySet());
    }
  }

  private History writer(Crowd.Seat seat) {
    return crowd.writer(seat.writer());
  }

  private static Map<Integer, long[]> seen(List<Entry> entries) {
    Map<Integer, long[]> seen = new HashMap<>();
    for (Entry entry : entries) {
      long[] stamps = seen.computeIfAbsent(Crowd.writer(entry.member()), any -> new long[MEMBERS]);
      stamps[Crowd.number(entry.member())] = entry.stamp();
    }
    return seen;
  }
}
