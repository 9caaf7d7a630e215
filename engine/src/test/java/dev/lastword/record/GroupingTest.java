// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.OUTLIVED;
import static dev.lastword.record.RecordFormat.TOMBSTONES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.model.Allocation;
import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.Seeds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members that stand twice, or in groups that their stamps do not ask for. */
final class GroupingTest {
  private static final long FEW_BYTES = 2_000;
  private static final String HEADER = "1001000900000000000000" + "0100";

  private final GuardedMemory memory = new GuardedMemory();
  private final RecordView view = new RecordView();

  @ParameterizedTest
  @CsvSource({
    "02000000, 0907, 7878, a member twice among the adds",
    "00020000, 0907, 7878, a member twice among the deletes",
    "01010000, 0978, 0778, a member both live and deleted",
    "01000100, 0978, 0779, a buried add without a tombstone that beats it",
    "00010100, 0778, 0978, a buried add without a tombstone that beats it",
    "01000001, 0978, 0779, an outlived delete without a newer add",
    "01000001, 0778, 0978, an outlived delete without a newer add",
  })
  void check_oneRuleBroken_isNamed(String counts, String first, String second, String problem) {
    assertEquals(problem, check(HexFormat.of().parseHex(HEADER + counts + first + second)));
  }

  /** Members of one length, folded or not, and of several; more and fewer than a head. */
  @Test
  void check_anyEntriesInAnyGroups_acceptsWhatTheRulesAllow() {
    for (long seed : Seeds.seeds(2_000)) {
      Gen gen = new Gen(seed);
      RawState state = state(gen);
      String problem = check(state.encode());
      assertEquals(isGrouped(state), problem == null, () -> problem + ", -Dlastword.seed=" + seed);
    }
  }

  @Test
  void check_oneAddOrDeleteAlone_isRight() {
    assertNull(check(Operations.add(new byte[] {1}, 5)));
    assertNull(check(Operations.delete(new byte[300], 5)));
    assertNull(check(new byte[0]));
  }

  /**
   * 43 690 entries fill two thirds of the greatest table that is kept; one more needs one of twice
   * the size. Members of one length take no more than that, others a number for each entry.
   */
  @ParameterizedTest
  @CsvSource({
    "100, 4, true",
    "43690, 4, true",
    "43691, 4, false",
    "43690, 0, true",
    "43691, 0, false"
  })
  void check_repeated_allocatesNothingWhereItsTableIsKept(int entries, int width, boolean kept) {
    byte[] record = tombstones(entries, width);
    assertNull(view.wrap(memory.put(1, record), record.length));
    long first = allocatedByCheck();
    assertTrue(first > 4L * entries, () -> "the first allocates " + first);
    assertTrue(first < 12L * entries + (width == 0 ? 4L * entries : 0) + FEW_BYTES);
    long second = allocatedByCheck();
    if (kept) {
      assertTrue(second < FEW_BYTES, () -> "the second allocates " + second);
    } else {
      assertTrue(second > first - FEW_BYTES, () -> "the second allocates " + second);
    }
  }

  /** Tables grow with what is checked, one record after the other. */
  @Test
  void check_ofOneEntryMoreEachTime_isRight() {
    for (int entries = 2; entries < 70; entries++) {
      assertNull(check(tombstones(entries, 0)));
      assertNull(check(tombstones(entries, 4)));
    }
  }

  private long allocatedByCheck() {
    long before = Allocation.now();
    String problem = view.grouping.run();
    long allocated = Allocation.now() - before;
    assertNull(problem);
    return allocated;
  }

  /**
   * So many deletes at one stamp, of members of so many bytes, or of three and four where that is
   * 0.
   */
  private byte[] tombstones(int entries, int width) {
    RawState state = new RawState(memory);
    for (int i = 0; i < entries; i++) {
      int length = width == 0 ? 3 + i % 2 : width;
      byte[] member = {(byte) i, (byte) (i >> 8), (byte) (i >> 16), 0};
      state.group(TOMBSTONES).add(new RawState.Entry(Arrays.copyOf(member, length), 5));
    }
    return state.encode();
  }

  private @Nullable String check(byte[] record) {
    String problem = view.wrap(memory.put(1, record), record.length);
    return problem != null ? problem : RecordCheck.checkDeep(view);
  }

  /** A sound state, of which an entry or two are then moved or repeated, or none. */
  private RawState state(Gen gen) {
    RawState state = new RawState(memory);
    int width = gen.pick(List.of(1, 3, 8, 9, 20, 0));
    int members = 1 + gen.below(gen.pick(List.of(4, 200)));
    for (int i = 0; i < members; i++) {
      byte[] member = new byte[width == 0 ? 1 + i % 30 : width];
      Arrays.fill(member, (byte) (width == 0 ? i / 5 : i)); // where lengths vary, some begin others
      enter(state, gen, member);
    }
    for (int spoilt = gen.below(3); spoilt > 0; spoilt--) {
      List<RawState.Entry> from = state.group(gen.below(GROUPS));
      if (!from.isEmpty()) {
        RawState.Entry entry = gen.pick(from);
        if (gen.chance(50)) {
          from.remove(entry);
        }
        state
            .group(gen.below(GROUPS))
            .add(new RawState.Entry(entry.member(), entry.stamp() + gen.below(3) - 1));
      }
    }
    return state;
  }

  private static void enter(RawState state, Gen gen, byte[] member) {
    long add = gen.below(100);
    long delete = gen.below(100);
    int kinds = 1 + gen.below(3);
    boolean added = (kinds & 1) != 0;
    boolean deleted = (kinds & 2) != 0;
    boolean live = added && (!deleted || add > delete);
    if (added) {
      state.group(live ? LIVE : BURIED).add(new RawState.Entry(member, add));
    }
    if (deleted) {
      state.group(live ? OUTLIVED : TOMBSTONES).add(new RawState.Entry(member, delete));
    }
  }

  /** The rules of docs/format.md, section 1, member by member. */
  private static boolean isGrouped(RawState state) {
    TreeSet<Bytes> members = new TreeSet<>();
    Map<Integer, Map<Bytes, Long>> groups = new HashMap<>();
    for (int group = 0; group < GROUPS; group++) {
      Map<Bytes, Long> stamps = new HashMap<>();
      for (RawState.Entry entry : state.group(group)) {
        members.add(Bytes.of(entry.member()));
        if (stamps.put(Bytes.of(entry.member()), entry.stamp()) != null) {
          return false;
        }
      }
      groups.put(group, stamps);
    }
    return members.stream().allMatch(member -> isGrouped(groups, member));
  }

  private static boolean isGrouped(Map<Integer, Map<Bytes, Long>> groups, Bytes member) {
    OptionalLong[] stamps = new OptionalLong[GROUPS];
    for (int group = 0; group < GROUPS; group++) {
      Long stamp = groups.getOrDefault(group, Map.of()).get(member);
      stamps[group] = stamp == null ? OptionalLong.empty() : OptionalLong.of(stamp);
    }
    if (stamps[LIVE].isPresent()) {
      long add = stamps[LIVE].getAsLong();
      return stamps[BURIED].isEmpty()
          && stamps[TOMBSTONES].isEmpty()
          && (stamps[OUTLIVED].isEmpty() || stamps[OUTLIVED].getAsLong() < add);
    }
    if (stamps[TOMBSTONES].isPresent()) {
      long delete = stamps[TOMBSTONES].getAsLong();
      return stamps[OUTLIVED].isEmpty()
          && (stamps[BURIED].isEmpty() || stamps[BURIED].getAsLong() <= delete);
    }
    return false;
  }

  @AfterEach
  void free() {
    memory.close();
  }
}
