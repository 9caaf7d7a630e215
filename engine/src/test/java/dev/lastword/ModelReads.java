// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.ModelState;
import dev.lastword.model.Position;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts every question to a reader and to the model, and compares the answers. */
final class ModelReads {
  private static final Comparator<TimelineEntry> TIMELINE =
      Comparator.comparing(TimelineEntry::cursor)
          .reversed()
          .thenComparing(entry -> Bytes.of(entry.key()));

  private final SetReader reader;
  private final NavigableMap<Bytes, ModelState> sets;
  private final Gen gen;

  ModelReads(SetReader reader, NavigableMap<Bytes, ModelState> sets, Gen gen) {
    this.reader = reader;
    this.sets = sets;
    this.gen = gen;
  }

  void checkAll() {
    sets.forEach(this::checkSet);
    checkTimelines();
    checkKeys();
  }

  private void checkSet(Bytes key, ModelState state) {
    List<Entry> visible = entries(state);
    byte[] name = key.array();
    assertEquals(visible.size(), reader.size(name), "size");
    assertEquals(visible, reader.select(name, 0, Integer.MAX_VALUE), "all");
    assertEquals(visible, reader.select(direct(name), null, null, Integer.MAX_VALUE), "all");
    checkPages(name, visible);
    checkMembers(name, state);
    byte[] record = reader.record(name);
    assertNotNull(record);
    checkState(state, SetState.decode(record));
  }

  private void checkPages(byte[] key, List<Entry> visible) {
    int offset = gen.below(visible.size() + 2);
    int limit = gen.below(visible.size() + 2);
    List<Entry> page = visible.stream().skip(offset).limit(limit).toList();
    assertEquals(page, reader.select(key, offset, limit), "offset " + offset + ", " + limit);
    assertEquals(page, reader.select(ByteBuffer.wrap(key), offset, limit));
    Cursor after = cursor(visible);
    Cursor until = cursor(visible);
    List<Entry> between =
        visible.stream()
            .filter(entry -> after == null || entry.cursor().compareTo(after) < 0)
            .filter(entry -> until == null || entry.cursor().compareTo(until) > 0)
            .limit(limit)
            .toList();
    assertEquals(between, reader.select(key, after, until, limit), after + " to " + until);
  }

  private @Nullable Cursor cursor(List<Entry> visible) {
    if (gen.chance(20)) {
      return null;
    }
    if (visible.isEmpty() || gen.chance(20)) {
      return new Cursor(gen.below(100), new byte[gen.below(3)]);
    }
    Entry entry = gen.pick(visible);
    return switch (gen.below(3)) {
      case 0 -> Cursor.of(entry.stamp());
      case 1 -> new Cursor(entry.stamp(), new byte[] {(byte) gen.below(256)});
      default -> entry.cursor();
    };
  }

  private void checkMembers(byte[] key, ModelState state) {
    Stream.concat(state.adds().keySet().stream(), state.deletes().keySet().stream())
        .forEach(member -> checkMember(key, member, state));
    checkMember(key, Bytes.utf8("never seen"), state);
  }

  private void checkMember(byte[] key, Bytes member, ModelState state) {
    ModelState.Answer answer = state.contains(member);
    Membership expected =
        switch (answer.kind()) {
          case '+' -> new Membership(Membership.State.PRESENT, answer.stamp());
          case '-' -> new Membership(Membership.State.DELETED, answer.stamp());
          default -> Membership.UNKNOWN;
        };
    assertEquals(expected, reader.contains(key, member.array()), member::toString);
    assertEquals(expected, reader.contains(ByteBuffer.wrap(key), direct(member.array())));
  }

  private void checkState(ModelState state, SetState actual) {
    assertEquals(entries(state), actual.visible());
    assertEquals(newestFirst(state.adds()), actual.adds());
    assertEquals(newestFirst(state.deletes()), actual.deletes());
    Position horizon = state.horizon();
    assertEquals(
        horizon == null ? null : new Cursor(horizon.stamp(), horizon.member().array()),
        actual.horizon());
  }

  private void checkTimelines() {
    List<byte[]> keys = new ArrayList<>();
    List<TimelineEntry> all = new ArrayList<>();
    for (Bytes key : sets.keySet()) {
      if (gen.chance(70)) {
        keys.add(key.array());
        entries(sets.get(key))
            .forEach(
                entry -> all.add(new TimelineEntry(key.array(), entry.member(), entry.stamp())));
      }
    }
    all.sort(TIMELINE);
    List<byte[]> asked = new ArrayList<>(keys);
    asked.addAll(keys.subList(0, Math.min(2, keys.size())));
    asked.add(TestStores.utf8("no such set"));
    assertEquals(all, reader.timeline(gen.shuffled(asked), null, Integer.MAX_VALUE));
    checkTimelinePages(asked, all);
    Cursor after = cursor(all.stream().map(e -> new Entry(e.member(), e.stamp())).toList());
    List<TimelineEntry> older =
        all.stream().filter(e -> after == null || e.cursor().compareTo(after) < 0).toList();
    assertEquals(older.stream().limit(7).toList(), reader.timeline(asked, after, 7));
  }

  private void checkTimelinePages(List<byte[]> keys, List<TimelineEntry> all) {
    int limit = 1 + gen.below(all.size() + 1);
    List<TimelineEntry> paged = new ArrayList<>(reader.timeline(keys, null, limit));
    while (!paged.isEmpty() && paged.size() <= all.size()) {
      List<TimelineEntry> next = reader.timelineAfter(keys, paged.getLast(), limit);
      if (next.isEmpty()) {
        break;
      }
      paged.addAll(next);
    }
    assertEquals(all, paged, "in pages of " + limit);
  }

  private void checkKeys() {
    List<Bytes> keys = new ArrayList<>();
    try (KeyIterator iterator = reader.keys()) {
      iterator.forEachRemaining(key -> keys.add(Bytes.of(key)));
    }
    assertEquals(List.copyOf(sets.keySet()), keys);
    try (RecordIterator iterator = reader.records(new byte[0])) {
      while (iterator.hasNext()) {
        StoredRecord record = iterator.next();
        checkState(Objects.requireNonNull(sets.get(Bytes.of(record.key()))), record.state());
      }
    }
  }

  private static List<Entry> entries(ModelState state) {
    return state.visible().stream()
        .map(position -> new Entry(position.member().array(), position.stamp()))
        .toList();
  }

  private static List<Entry> newestFirst(NavigableMap<Bytes, Long> stamps) {
    List<Position> positions = new ArrayList<>();
    stamps.forEach((member, stamp) -> positions.add(new Position(stamp, member)));
    positions.sort(Collections.reverseOrder());
    return positions.stream().map(p -> new Entry(p.member().array(), p.stamp())).toList();
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length + 4)
        .position(3)
        .put(3, bytes)
        .limit(3 + bytes.length);
  }
}
