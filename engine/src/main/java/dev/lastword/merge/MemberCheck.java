// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.OUTLIVED;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.record.EntryCursor;

/**
 * Checks that each member of a state stands once among the adds, once among the deletes, and in the
 * groups that its stamps ask for (docs/format.md, section 1).
 *
 * <p>An operand that breaks this would give answers that depend on the order of merges, so it is as
 * malformed as one that cannot be read. Keeps its table from check to check; not thread-safe.
 */
final class MemberCheck {

  private final Touched members = new Touched();

  /** Checks the state that {@code cursor} walks. */
  boolean isSound(EntryCursor cursor) {
    members.clear();
    for (int group = 0; group < GROUPS; group++) {
      cursor.reset(group);
      while (cursor.next()) {
        if (!enter(cursor, group)) {
          return false;
        }
      }
    }
    for (int entry = 0; entry < members.size(); entry++) {
      if (!isGrouped(entry)) {
        return false;
      }
    }
    return true;
  }

  private boolean enter(EntryCursor cursor, int group) {
    int kind = BaseSearch.kind(group);
    int entry = members.enter(cursor.member(), cursor.memberLength());
    if (members.has(entry, kind)) {
      return false;
    }
    members.note(entry, kind, cursor.stamp());
    members.locate(entry, kind, group, 0);
    return true;
  }

  private boolean isGrouped(int entry) {
    boolean added = members.has(entry, 0);
    boolean deleted = members.has(entry, 1);
    boolean live = added && (!deleted || members.stamp(entry, 0) > members.stamp(entry, 1));
    return (!added || members.baseGroup(entry, 0) == (live ? LIVE : BURIED))
        && (!deleted || members.baseGroup(entry, 1) == (live ? OUTLIVED : TOMBSTONES));
  }
}
