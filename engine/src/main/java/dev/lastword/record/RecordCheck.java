// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import org.jspecify.annotations.Nullable;

/**
 * Checks that a record whose structure is sound is also canonical (docs/format.md, section 6).
 *
 * <p>Every operand passes through here before it is merged; a stored value, which only a merge can
 * have written, is checked when {@code verify} reads it.
 */
public final class RecordCheck {

  private RecordCheck() {}

  /**
   * Checks what can be checked without looking at every entry: the right shape, and a header that
   * fits the entries, the {@linkplain RecordView#noteEnds ends} of whose groups it notes.
   *
   * @param view attached by {@link RecordView#wrap}
   * @return null when nothing is wrong so far, else what is; allocates nothing
   */
  public static @Nullable String checkHeader(RecordView view) {
    if (isShort(view)) {
      return null; // structure is all there is to it
    }
    long entries = view.entries();
    if (view.quarantineCount == 0 && entries == (view.horizon ? 0 : 1)) {
      return "a state that has a short shape";
    }
    if (view.quarantineCount == 0 && quarantineFlag(view)) {
      return "an empty quarantine";
    }
    return entries == 0 ? emptyHeader(view) : stamps(view);
  }

  /**
   * Checks everything but that a member appears once a group.
   *
   * @param view attached by {@link RecordView#wrap}
   * @return null when the record is canonical, else what is wrong; allocates nothing
   */
  public static @Nullable String check(RecordView view) {
    if (isShort(view)) {
      return null;
    }
    String problem = checkHeader(view);
    if (problem == null && view.entries() > 0) {
      problem = view.segmentCheck.run();
    }
    return problem != null ? problem : QuarantineCheck.check(view);
  }

  /**
   * Checks everything; needs memory in proportion to the record, see {@link Grouping}.
   *
   * @param view attached by {@link RecordView#wrap}
   * @return null when the record is valid, else what is wrong; allocates nothing once the view's
   *     tables have grown
   */
  public static @Nullable String checkDeep(RecordView view) {
    String problem = check(view);
    return problem != null || view.entries() == 0 ? problem : view.grouping.run();
  }

  private static boolean isShort(RecordView view) {
    return view.length == 0 || RawMemory.getU8(view.address) != RecordFormat.STATE;
  }

  private static boolean quarantineFlag(RecordView view) {
    int layout = RawMemory.getU8(view.address + RecordFormat.LAYOUT);
    return (layout & RecordFormat.LAYOUT_QUARANTINE) != 0;
  }

  private static @Nullable String emptyHeader(RecordView view) {
    if (view.quarantineCount == 0 && !view.horizon) {
      return "an empty state that is not empty bytes";
    }
    if (view.newest != 0
        || view.stampWidth != 0
        || view.lengthWidth != 0
        || view.memberWidth != 0) {
      return "a header that speaks of entries where there are none";
    }
    return null;
  }

  private static @Nullable String stamps(RecordView view) {
    view.noteEnds();
    long newest = Long.MIN_VALUE;
    long oldest = Long.MAX_VALUE;
    for (int group = 0; group < RecordFormat.GROUPS; group++) {
      if (view.count(group) > 0) {
        newest = Math.max(newest, view.newestOf(group));
        oldest = Math.min(oldest, view.oldestOf(group));
      }
    }
    if (newest != view.newest) {
      return "newest stamp is not that of an entry";
    }
    if (view.stampWidth != RecordFormat.stampWidth(newest - oldest)) {
      return "stamps kept in more or fewer bytes than they need";
    }
    return null;
  }
}
