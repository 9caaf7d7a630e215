// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a record apart for people to look at (docs/format.md); nothing here is fast. */
public final class RecordFields {
  private static final String[] SEGMENTS = {"head", "rest", "tombstone", "buried", "outlived"};
  private static final String[] GROUPS = {"live", "tombstone", "buried", "outlived"};
  private static final String[] COUNTS = {"live", "tombstones", "buried", "outlived"};

  private final List<RecordField> fields = new ArrayList<>();
  private final RecordView view;

  private RecordFields(RecordView view) {
    this.view = view;
  }

  /**
   * Lists the fields of a record: those that describe it and its columns in the order of their
   * bytes, then every entry with the place of its member.
   *
   * @param record any bytes; what is no record gives a single field that says why not
   */
  public static List<RecordField> of(byte[] record) {
    try (Arena arena = Arena.ofConfined()) {
      long address = arena.allocate(record.length + (long) RawMemory.SLACK).address();
      RawMemory.copyIn(record, 0, address, record.length);
      RecordView view = new RecordView();
      String problem = view.wrap(address, record.length);
      if (problem == null) {
        problem = RecordCheck.check(view);
      }
      if (problem != null) {
        return List.of(
            new RecordField(0, record.length, RecordField.UNREADABLE, problem, record.clone()));
      }
      RecordFields fields = new RecordFields(view);
      fields.list();
      return fields.fields;
    }
  }

  private void list() {
    if (view.length() == 0) {
      add(0, 0, "shape", "the empty state");
      return;
    }
    int tag = RawMemory.getU8(view.address());
    if (tag == RecordFormat.STATE) {
      state();
    } else {
      operation(tag);
    }
  }

  private void operation(int tag) {
    String shape =
        switch (tag) {
          case RecordFormat.ADD -> "one add";
          case RecordFormat.DELETE -> "one delete";
          default -> "horizon only";
        };
    add(0, 1, "shape", shape + ", version " + (tag >>> 4));
    long stamp = RawMemory.getLong(view.address() + RecordFormat.OPERATION_STAMP);
    add(RecordFormat.OPERATION_STAMP, Long.BYTES, "stamp", Long.toString(stamp));
    long length = view.length() - RecordFormat.OPERATION_HEADER;
    bytes(RecordFormat.OPERATION_HEADER, length, "member", "");
  }

  private void state() {
    int layout = RawMemory.getU8(view.address() + RecordFormat.LAYOUT);
    int width = 1 << RawMemory.getU8(view.address() + RecordFormat.WIDTHS);
    boolean fixed = view.lengthWidth() == 0;
    add(0, 1, "shape", "state, version " + RecordFormat.VERSION);
    add(RecordFormat.LAYOUT, 1, "layout", layout(layout));
    add(RecordFormat.WIDTHS, 1, "widths", "directory numbers of " + plural(width, "byte"));
    add(RecordFormat.NEWEST, Long.BYTES, "newest stamp", Long.toString(view.newestStamp()));
    long at = RecordFormat.DIRECTORY;
    if (fixed) {
      String folded = view.isFolded() ? ", 2 of them in the fingerprint" : "";
      at = add(at, Short.BYTES, "member width", plural(view.memberWidth(), "byte") + folded);
    }
    for (int group = 0; group < RecordFormat.GROUPS; group++) {
      at = add(at, width, COUNTS[group], Integer.toString(view.count(group)));
    }
    for (int segment = 0; segment < RecordFormat.SEGMENTS && !fixed; segment++) {
      String total = Long.toString(view.memberColumnBytes(segment));
      at = add(at, width, SEGMENTS[segment] + " bytes", total);
    }
    for (int segment = 0; segment < RecordFormat.SEGMENTS; segment++) {
      at = columns(segment, at);
    }
    trailer(at, layout);
    for (int group = 0; group < RecordFormat.GROUPS; group++) {
      entries(group);
    }
  }

  private String layout(int layout) {
    String lengths =
        view.lengthWidth() == 0 ? "" : ", lengths of " + plural(view.lengthWidth(), "byte");
    return "stamps of "
        + plural(view.stampWidth(), "byte")
        + lengths
        + ((layout & RecordFormat.LAYOUT_HORIZON) == 0 ? "" : ", a horizon")
        + ((layout & RecordFormat.LAYOUT_QUARANTINE) == 0 ? "" : ", quarantine");
  }

  private long columns(int segment, long from) {
    int count = view.segmentCount(segment);
    String name = SEGMENTS[segment];
    long at = column(from, count, view.stampWidth(), name + " stamps");
    at = column(at, count, view.hasFingerprints() ? Short.BYTES : 0, name + " fingerprints");
    at = column(at, count, view.lengthWidth(), name + " lengths");
    long size = view.memberColumnBytes(segment);
    return count == 0 ? at : add(at, size, name + " members", plural(count, "member"));
  }

  private long column(long at, int count, int width, String name) {
    if (count == 0 || width == 0) {
      return at;
    }
    return add(at, (long) count * width, name, count + " x " + plural(width, "byte"));
  }

  private void trailer(long from, int layout) {
    long at = from;
    if (view.hasHorizon()) {
      at = add(at, Long.BYTES, "horizon stamp", Long.toString(view.horizonStamp()));
      int length = view.horizonMemberLength();
      at = add(at, Short.BYTES, "horizon member length", plural(length, "byte"));
      at = bytes(at, length, "horizon member", "");
    }
    if ((layout & RecordFormat.LAYOUT_QUARANTINE) != 0) {
      at = add(at, Integer.BYTES, "quarantine count", Integer.toString(view.quarantineCount()));
      for (int i = 0; i < view.quarantineCount(); i++) {
        long length = RawMemory.getU32(view.address() + at);
        at = add(at, Integer.BYTES, "quarantined length", plural(length, "byte"));
        at = bytes(at, length, "quarantined bytes", "");
      }
    }
  }

  private void entries(int group) {
    EntryCursor cursor = new EntryCursor(view, group);
    for (int index = 0; cursor.next(); index++) {
      byte[] member = copy(cursor.member(), cursor.memberLength());
      boolean folded = view.isFolded();
      long offset = folded ? foldedOffset(group, index) : cursor.member() - view.address();
      int kept = folded ? view.keptWidth() : member.length;
      add(offset, kept, GROUPS[group] + " entry", Long.toString(cursor.stamp()), member);
    }
  }

  /** Where the part of a folded member lies that is not in its fingerprint. */
  private long foldedOffset(int group, int index) {
    int head = view.segmentCount(0);
    boolean rest = group == RecordFormat.LIVE && index >= head;
    int segment = rest ? 1 : group == RecordFormat.LIVE ? 0 : group + 1;
    long place = (long) (rest ? index - head : index) * view.keptWidth();
    return view.memberColumn(segment) - view.address() + place;
  }

  private long add(long offset, long length, String name, String value) {
    return add(offset, length, name, value, null);
  }

  private long bytes(long offset, long length, String name, String value) {
    return add(offset, length, name, value, copy(view.address() + offset, length));
  }

  private static byte[] copy(long address, long length) {
    byte[] bytes = new byte[Math.toIntExact(length)];
    RawMemory.copyOut(address, bytes, 0, bytes.length);
    return bytes;
  }

  private long add(long offset, long length, String name, String value, byte @Nullable [] bytes) {
    fields.add(new RecordField(offset, length, name, value, bytes));
    return offset + length;
  }

  private static String plural(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
