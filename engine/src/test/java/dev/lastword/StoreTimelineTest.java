// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sets as one list. */
final class StoreTimelineTest {
  @TempDir Path dir;

  @Test
  void timeline_equalPositions_comeByKeyAndPagesLoseNone() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      List<TimelineEntry> expected = new ArrayList<>();
      List<String> keys = new ArrayList<>();
      for (int key = 0; key < 7; key++) {
        keys.add("k" + key);
        for (int stamp = 0; stamp < 5; stamp++) {
          store.add("k" + key, "same", stamp);
          store.add("k" + key, "m" + stamp, 10 + stamp);
          expected.add(new TimelineEntry(utf8("k" + key), utf8("m" + stamp), 10 + stamp));
        }
        expected.add(new TimelineEntry(utf8("k" + key), utf8("same"), 4));
      }
      expected.sort(
          Comparator.comparing(TimelineEntry::cursor)
              .reversed()
              .thenComparing(TimelineEntry::keyText));
      Collections.reverse(keys);
      assertEquals(expected, store.timelineOf(keys, null, 100));
      List<byte[]> names = keys.stream().map(TestStores::utf8).toList();
      for (int limit = 1; limit < 12; limit++) {
        List<TimelineEntry> paged = new ArrayList<>(store.timeline(names, null, limit));
        for (int pages = 0; pages < expected.size(); pages++) {
          paged.addAll(store.timelineAfter(names, paged.getLast(), limit));
        }
        assertEquals(expected, paged, "in pages of " + limit);
      }
      Cursor after = new Cursor(14, utf8("m4"));
      assertEquals(
          expected.subList(7, 12),
          store.timelineOf(keys, after, 5),
          "a bare position is exclusive");
    }
  }

  /** More sets than one batch of heads, some larger than a head, and a page that goes deep. */
  @Test
  void timeline_ofManyAndLargeSets_isTheMergeOfAll() {
    try (LwwStore store = TestStores.open(dir, Policy.forget())) {
      List<TimelineEntry> expected = new ArrayList<>();
      List<String> keys = new ArrayList<>();
      try (LwwBatch batch = store.batch()) {
        for (int key = 0; key < 300; key++) {
          String name = "key" + key;
          keys.add(name);
          int members = key == 50 || key == 290 ? 900 : key % 3;
          for (int i = 0; i < members; i++) {
            long stamp = (i * 7919L + key * 31L) % 5_000;
            batch.add(name, "member number " + i, stamp);
            expected.add(new TimelineEntry(utf8(name), utf8("member number " + i), stamp));
          }
        }
        batch.write();
      }
      store.compact();
      expected.sort(
          Comparator.comparing(TimelineEntry::cursor)
              .reversed()
              .thenComparing(TimelineEntry::keyText));
      for (int limit : new int[] {1, 20, 300, 1_500, 100_000}) {
        List<TimelineEntry> page = store.timelineOf(keys, null, limit);
        assertEquals(expected.subList(0, Math.min(limit, expected.size())), page);
      }
      Cursor deep = expected.get(1_000).cursor();
      List<TimelineEntry> older =
          expected.stream().filter(e -> e.cursor().compareTo(deep) < 0).limit(50).toList();
      assertEquals(older, store.timelineOf(keys, deep, 50));
    }
  }
}
