// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.record.Operations;
import dev.lastword.rocksdb.KeyBatch;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.ReadOptions;

/** A set of a timeline whose record changes while the other sets are read. */
final class LoadedRecordTest {
  private static final Timeline.Query ALL = new Timeline.Query(List.of(), null, null, 9);

  @TempDir Path temp;

  /** Without a snapshot, as in a secondary; records whole in a page of memory, and larger ones. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2_000})
  void moveHead_ofASetThatIsEmptyByNow_goesOnWithWhatWasRead(int members) throws Exception {
    read(
        members,
        false,
        (store, set, arena) -> {
          store.forget("key", members + 1L);
          set.moveHead(arena);
        },
        set -> assertIsNewest(members, set));
  }

  /** One merge of a batch has left something out, but not the one for this plain record. */
  @Test
  void moveHead_ofALargePlainRecordThatMayBeCut_copiesItsHeadOnly() throws Exception {
    AtomicLong copied = new AtomicLong();
    read(
        20_000,
        true,
        (store, set, arena) ->
            set.moveHead((bytes, alignment) -> {
              copied.addAndGet(bytes);
              return arena.allocate(bytes, alignment);
            }),
        set -> assertIsNewest(20_000, set));
    assertTrue(copied.get() > 0 && copied.get() < 10_000, copied + " bytes");
  }

  /** By number, the entries behind the head would be others: ten are newer, or gone, by then. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void next_behindTheHeadOfASetThatChanged_goesOnBelowTheLastOne(boolean deleted) throws Exception {
    read(
        2_000,
        false,
        (store, set, arena) -> {
          set.moveHead(arena);
          for (int i = 1; i <= 10; i++) {
            store.join(
                "key",
                deleted
                    ? Operations.delete(utf8("member" + (2_000 - i)), 3_000)
                    : Operations.add(utf8("new" + i), 3_000));
          }
        },
        LoadedRecordTest::assertIsAllThatFollows);
  }

  private static void assertIsNewest(int members, TimelineSet set) {
    TimelineEntry entry = set.entry();
    assertEquals(members - 1, entry.stamp());
    assertEquals("member" + (members - 1), new String(entry.member(), UTF_8));
  }

  private static void assertIsAllThatFollows(TimelineSet set) {
    long last = set.entry().stamp();
    while (set.next()) {
      assertEquals(--last, set.entry().stamp());
    }
    assertEquals(0, last);
  }

  private interface Moving {
    void move(LwwStore store, TimelineSet set, Arena arena);
  }

  /**
   * Looks at a compacted set as a timeline does, has it moved, and lets go of what it was read
   * from.
   */
  private void read(int members, boolean mayBeCut, Moving moving, Consumer<TimelineSet> after)
      throws Exception {
    StoreCore core =
        new Opening(LwwStore.builder(temp.resolve("db")).policy(Policy.forget()), new LogWatch())
            .open();
    try (LwwStore store = new LwwStore(core);
        Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < members; i++) {
        store.add("key", "member" + i, i);
      }
      store.compact();
      long key = arena.allocateFrom("key").address();
      try (Call call = core.enter();
          ReadOptions options = new ReadOptions()) {
        KeyBatch batch = call.keyBatch();
        batch.add(key, 3);
        core.raw().multiGet(options, batch);
        TimelineSet set = new TimelineSet(core);
        assertTrue(set.begin(utf8("key"), options, key, batch.value(0), mayBeCut, ALL));
        moving.move(store, set, arena);
        batch.clear();
        after.accept(set);
        set.trim();
      }
    }
  }
}
