// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Writes states as records, also such as no merge would: any entry may stand in any group. */
final class RawState {

  /** A member, 1 to 255 bytes, and its stamp. */
  @SuppressWarnings("ArrayRecordComponent") // as it is written
  record Entry(byte[] member, long stamp) {}

  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparingLong(Entry::stamp)
          .thenComparing(Entry::member, Arrays::compareUnsigned)
          .reversed();

  private final List<List<Entry>> groups = new ArrayList<>();
  private final GuardedMemory memory;

  /** Starts without entries; slot 0 of the memory is used while encoding. */
  RawState(GuardedMemory memory) {
    this.memory = memory;
    for (int group = 0; group < RecordFormat.GROUPS; group++) {
      groups.add(new ArrayList<>());
    }
  }

  List<Entry> group(int group) {
    return groups.get(group);
  }

  private List<Entry> all() {
    return groups.stream().flatMap(List::stream).toList();
  }

  /** Returns the record, which has an entry or more, above a horizon below all stamps. */
  byte[] encode() {
    groups.forEach(group -> group.sort(NEWEST_FIRST));
    long newest = all().stream().mapToLong(Entry::stamp).max().orElseThrow();
    long oldest = all().stream().mapToLong(Entry::stamp).min().orElseThrow();
    int stampWidth = RecordFormat.stampWidth(newest - oldest);
    long lengths = all().stream().mapToInt(e -> e.member.length).distinct().count();
    int lengthWidth = lengths == 1 ? 0 : 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    put(out, RecordFormat.STATE, 1);
    put(out, stampWidth | (lengthWidth << 4) | RecordFormat.LAYOUT_HORIZON, 1);
    List<Long> numbers = new ArrayList<>();
    groups.forEach(group -> numbers.add((long) group.size()));
    if (lengthWidth == 1) {
      segments().forEach(s -> numbers.add(s.stream().mapToLong(e -> e.member.length).sum()));
    }
    int code =
        RecordFormat.directoryCode(numbers.stream().mapToLong(Long::longValue).max().orElse(0));
    put(out, code, 1);
    put(out, newest, Long.BYTES);
    if (lengthWidth == 0) {
      put(out, all().getFirst().member.length, Short.BYTES);
    }
    numbers.forEach(number -> put(out, number, 1 << code));
    segments().forEach(segment -> segment(out, segment, stampWidth, lengthWidth));
    put(out, Long.MIN_VALUE, Long.BYTES);
    put(out, 0, Short.BYTES);
    return out.toByteArray();
  }

  private List<List<Entry>> segments() {
    List<Entry> live = groups.getFirst();
    int head = Math.min(live.size(), RecordFormat.HEAD_ENTRIES);
    List<List<Entry>> segments = new ArrayList<>();
    segments.add(live.subList(0, head));
    segments.add(live.subList(head, live.size()));
    segments.addAll(groups.subList(1, groups.size()));
    return segments;
  }

  private void segment(
      ByteArrayOutputStream out, List<Entry> entries, int stampWidth, int lengthWidth) {
    entries.forEach(e -> put(out, e.stamp, stampWidth));
    for (Entry e : entries) {
      if (RecordFormat.isFolded(lengthWidth, e.member.length)) {
        put(out, Fold.fingerprint(word(e.member), e.member.length), Short.BYTES);
      } else if (RecordFormat.hasFingerprints(lengthWidth, e.member.length)) {
        put(out, MemberHash.fingerprint(hash(e.member)), Short.BYTES);
      }
    }
    entries.forEach(e -> put(out, e.member.length, lengthWidth));
    for (Entry e : entries) {
      boolean folded = RecordFormat.isFolded(lengthWidth, e.member.length);
      out.write(e.member, 0, e.member.length - (folded ? RecordFormat.FOLD : 0));
    }
  }

  private static long word(byte[] member) {
    long word = 0;
    for (int i = member.length - 1; i >= 0; i--) {
      word = (word << 8) | (member[i] & 0xFF);
    }
    return word;
  }

  private long hash(byte[] member) {
    return MemberHash.of(memory.put(0, member), member.length);
  }

  private static void put(ByteArrayOutputStream out, long number, int width) {
    for (int i = 0; i < width; i++) {
      out.write((int) (number >>> (8 * i)));
    }
  }
}
