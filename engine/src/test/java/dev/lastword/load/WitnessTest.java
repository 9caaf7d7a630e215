// SPDX-License-Identifier: Apache-2.0
package dev.lastword.load;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastword.LwwSnapshot;
import dev.lastword.LwwStore;
import dev.lastword.SetReader;
import dev.lastword.merge.Policy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The witness of the load test is not taken in: a read that goes back behind another is noticed.
 */
final class WitnessTest {
  private static final int INDEX = 0;
  private static final int MEMBER = 1;

  private final Crowd crowd = new Crowd(2, 4);
  private final Witness witness = new Witness(crowd);
  private final History history = crowd.writer(0);
  private final int set = crowd.set(0, INDEX);

  @TempDir Path temp;
  private LwwStore store;

  @BeforeEach
  void open() {
    store = LwwStore.open(temp.resolve("db"), Policy.forget());
    witness.select(store, set);
  }

  /** Nothing is acknowledged here: that the step is there is known from the first read alone. */
  @Test
  void select_afterAReadThatFoundAStep_mustFindItToo() {
    try (LwwSnapshot before = store.snapshot()) {
      write(true);
      witness.select(before, set); // the step may be there or not
      witness.select(store, set);
      witness.select(store, set);
      assertThrows(AssertionError.class, () -> witness.select(before, set));
      assertThrows(AssertionError.class, () -> contains(before));
      assertThrows(AssertionError.class, () -> witness.records(before));
    }
  }

  @Test
  void select_afterAMemberWasFound_mustFindIt() {
    try (LwwSnapshot before = store.snapshot()) {
      write(true);
      contains(before);
      contains(store);
      assertThrows(AssertionError.class, () -> witness.select(before, set));
    }
  }

  @Test
  void select_afterASnapshotFoundAStep_mustFindIt() {
    try (LwwSnapshot before = store.snapshot()) {
      write(true);
      write(true);
      witness.snapshot(store, 0);
      assertThrows(AssertionError.class, () -> contains(before));
    }
  }

  @Test
  void select_ofWhatWasAcknowledged_mustFindIt() {
    try (LwwSnapshot before = store.snapshot()) {
      write(true);
      history.acknowledge();
      assertThrows(AssertionError.class, () -> witness.select(before, set));
      witness.select(store, set);
    }
  }

  @Test
  void select_ofASharedMember_afterItWasFound_mustFindItOrADelete() {
    try (LwwSnapshot before = store.snapshot()) {
      race(true);
      witness.select(before, set);
      witness.select(store, set);
      assertThrows(AssertionError.class, () -> witness.select(before, set));
      assertThrows(AssertionError.class, () -> witness.contains(before, set, MEMBER));
      try (LwwSnapshot added = store.snapshot()) {
        race(false);
        witness.contains(added, set, MEMBER);
        witness.contains(store, set, MEMBER);
        assertThrows(AssertionError.class, () -> witness.select(added, set));
        assertThrows(AssertionError.class, () -> witness.contains(added, set, MEMBER));
      }
    }
  }

  @Test
  void reads_ofWhatNobodyWrote_areNoticed() {
    store.add(Crowd.key(set), Crowd.member(Shared.WRITER, MEMBER), 7);
    assertThrows(AssertionError.class, () -> witness.select(store, set));
    assertThrows(AssertionError.class, () -> witness.contains(store, set, MEMBER));
    store.add(Crowd.key(crowd.set(1, 1)), Crowd.member(1, MEMBER), 7);
    assertThrows(AssertionError.class, () -> witness.contains(store, 1, 1, MEMBER));
  }

  private void contains(SetReader reader) {
    witness.contains(reader, 0, INDEX, MEMBER);
  }

  /** Writes a step of one operation, and does not acknowledge it. */
  private void write(boolean add) {
    long stamp = history.operation(INDEX, MEMBER, add);
    history.begin();
    put(Crowd.member(0, MEMBER), add, stamp);
  }

  private void race(boolean add) {
    long stamp = history.race(INDEX, MEMBER, crowd.shared(set).get(MEMBER), add, 5);
    history.begin();
    put(Crowd.member(Shared.WRITER, MEMBER), add, stamp);
  }

  private void put(byte[] member, boolean add, long stamp) {
    if (add) {
      store.add(Crowd.key(set), member, stamp);
    } else {
      store.delete(Crowd.key(set), member, stamp);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }
}
