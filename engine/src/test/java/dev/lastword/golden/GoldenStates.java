// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The states of the golden files: every shape, width and boundary of the format, each once.
 *
 * <p>Quarantined strings begin with a zero byte, which no version will ever read as a record.
 */
final class GoldenStates {

  private static final long CLOCK = 1_700_000_000_000_000L;
  private static final int LONGEST = 65_535;

  private final Map<String, ModelState> states = new LinkedHashMap<>();

  private GoldenStates() {}

  static Map<String, ModelState> all() {
    GoldenStates all = new GoldenStates();
    all.shortShapes();
    all.memberWidths();
    all.groups();
    all.headBoundary();
    all.stampWidths();
    all.directoryWidths();
    all.trailers();
    return all.states;
  }

  private void shortShapes() {
    put("empty", state -> {});
    for (String kind : new String[] {"add", "delete", "forget"}) {
      put(kind + "-clock", state -> op(state, kind, CLOCK, Bytes.utf8("member-1")));
      put(kind + "-one-byte", state -> op(state, kind, -1, Bytes.hex("00")));
      put(kind + "-longest", state -> op(state, kind, 0, run(0x6d, LONGEST)));
      put(kind + "-least-stamp", state -> op(state, kind, Long.MIN_VALUE, Bytes.utf8("m")));
      put(kind + "-greatest-stamp", state -> op(state, kind, Long.MAX_VALUE, Bytes.utf8("m")));
    }
    put("forget-no-member", state -> state.horizon(CLOCK, Bytes.EMPTY));
  }

  private static void op(ModelState.Builder state, String kind, long stamp, Bytes member) {
    switch (kind) {
      case "add" -> state.add(member, stamp);
      case "delete" -> state.delete(member, stamp);
      default -> state.horizon(stamp, member);
    }
  }

  private void memberWidths() {
    for (int width : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 16}) {
      put("members-of-" + width, state -> adds(state, 5, width).delete(number(9, width), CLOCK));
    }
    for (int width = 3; width <= 8; width++) {
      int bytes = width;
      put("folded-of-" + width, state -> folded(state, bytes));
    }
    put(
        "lengths-1-to-20",
        state -> {
          for (int i = 1; i <= 20; i++) {
            state.add(run(0x60 + i, i), CLOCK - i);
          }
        });
    put("lengths-1-and-255", state -> state.add(run(1, 1), 1).add(run(2, 255), 2));
    put("lengths-1-and-256", state -> state.add(run(1, 1), 1).add(run(2, 256), 2));
    put("lengths-255-and-256", state -> state.add(run(1, 255), 1).delete(run(2, 256), 2));
    put(
        "member-order",
        state -> {
          for (String member : new String[] {"00", "7f", "80", "ff", "8000", "80ff", "7fff"}) {
            state.add(Bytes.hex(member), 5);
          }
        });
  }

  private void groups() {
    put("tombstones-only", state -> state.delete(number(1, 4), 7).delete(number(2, 4), 8));
    put("buried", state -> state.add(number(1, 8), 5).delete(number(1, 8), 9));
    put("buried-at-equal-stamps", state -> state.add(number(1, 8), 9).delete(number(1, 8), 9));
    put("outlived", state -> state.add(number(1, 8), 9).delete(number(1, 8), 5));
    put("all-groups-fixed", state -> allGroups(state, 8));
    put("all-groups-of-16", state -> allGroups(state, 16));
    put("all-groups-variable", state -> allGroups(state, 3).delete(Bytes.utf8("longer"), 3));
  }

  private static ModelState.Builder allGroups(ModelState.Builder state, int width) {
    for (int i = 0; i < 20; i++) {
      boolean added = i % 2 == 0 || i % 3 == 0;
      if (added) {
        state.add(number(i, width), 1_000 + i);
      }
      if (!added || i % 3 == 0) {
        state.delete(number(i, width), i % 2 == 0 ? 900 + i : 1_100 + i);
      }
    }
    return state;
  }

  private void headBoundary() {
    for (int count : new int[] {63, 64, 65, 130}) {
      put("live-" + count, state -> adds(state, count, 8));
      put(
          "live-" + count + "-variable",
          state -> {
            for (int i = 0; i < count; i++) {
              state.add(run(i, 1 + i % 3), i);
            }
          });
    }
  }

  private void stampWidths() {
    put("stamp-width-0", state -> state.add(number(1, 8), -7).delete(number(2, 8), -7));
    for (int width = 1; width <= 8; width++) {
      long least = 1L << (8 * (width - 1));
      long greatest = -1L >>> (64 - 8 * width);
      put("stamp-width-" + width + "-least", state -> span(state, least));
      put("stamp-width-" + width + "-greatest", state -> span(state, greatest));
    }
  }

  /** Two entries whose stamps are {@code span}, as an unsigned number, apart, and one between. */
  private static void span(ModelState.Builder state, long span) {
    long oldest = span < 0 ? Long.MIN_VALUE : -1;
    state.add(number(1, 8), oldest + span);
    state.add(number(2, 8), oldest + (span >>> 1));
    state.delete(number(3, 8), oldest);
  }

  private void directoryWidths() {
    put("directory-255-entries", state -> adds(state, 255, 2));
    put("directory-256-entries", state -> adds(state, 256, 2));
    put("directory-255-bytes", state -> state.add(run(1, 1), 1).add(run(2, 254), 2));
    put("directory-256-bytes", state -> state.delete(run(1, 1), 1).delete(run(2, 255), 2));
    put("directory-65535-bytes", state -> state.add(run(1, 1), 1).add(run(2, LONGEST - 1), 2));
    put("directory-65536-bytes", state -> state.add(run(1, 1), 1).add(run(2, LONGEST), 2));
  }

  private void trailers() {
    put("horizon-and-add", state -> adds(state, 1, 8).horizon(40, Bytes.EMPTY));
    put("horizon-right-below", state -> state.add(Bytes.hex("6100"), 5).horizon(5, run(0x61, 1)));
    put("horizon-longest", state -> adds(state, 2, 8).horizon(-1, run(0xff, LONGEST)));
    put("quarantine-only", state -> state.quarantine(Bytes.hex("00")));
    put("quarantine-and-horizon", state -> quarantine(state).horizon(40, Bytes.utf8("h")));
    put("quarantine-and-add", state -> quarantine(adds(state, 1, 8)));
    put("everything", state -> quarantine(allGroups(state, 5)).horizon(12, Bytes.utf8("hello")));
  }

  private static ModelState.Builder quarantine(ModelState.Builder state) {
    return state
        .quarantine(Bytes.hex("0011"))
        .quarantine(Bytes.hex("00"))
        .quarantine(Bytes.hex("00ff"))
        .quarantine(run(0, 300));
  }

  private static ModelState.Builder adds(ModelState.Builder state, int count, int width) {
    for (int i = 0; i < count; i++) {
      state.add(number(i, width), CLOCK + 1_000L * i);
    }
    return state;
  }

  /** A member of that many bytes which ends with a number. */
  private static Bytes number(int number, int width) {
    byte[] bytes = new byte[width];
    bytes[width - 1] = (byte) number;
    if (width > 1) {
      bytes[width - 2] = (byte) (number >>> 8);
    }
    return Bytes.of(bytes);
  }

  /** Entries of all groups, in whose members no byte is 0: what is folded is mixed with a hash. */
  private static void folded(ModelState.Builder state, int width) {
    for (int i = 0; i < 70; i++) {
      byte[] bytes = new byte[width];
      for (int at = 0; at < width; at++) {
        bytes[at] = (byte) (1 + (37 * i + 89 * at + i * at) % 255);
      }
      if (i % 5 != 0) {
        state.add(Bytes.of(bytes), CLOCK + i);
      }
      if (i % 5 == 0 || i % 7 == 0) {
        state.delete(Bytes.of(bytes), CLOCK + (i % 2 == 0 ? 90 : -90) + i);
      }
    }
  }

  private static Bytes run(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }

  private void put(String name, Consumer<ModelState.Builder> content) {
    ModelState.Builder state = new ModelState.Builder();
    content.accept(state);
    if (states.put(name, state.build()) != null) {
      throw new IllegalStateException("two golden states have one name (name=" + name + ")");
    }
  }
}
