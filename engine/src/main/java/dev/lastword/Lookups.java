// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.record.MemberHash;
import dev.lastword.record.RecordView;
import org.jspecify.annotations.Nullable;

/** Reads that look at one thing of a set: a member, the size, the record itself. */
final class Lookups {
  private Lookups() {}

  static Membership contains(LoadedRecord record, long member, int length) {
    record.loadMember(member, length);
    record.applyPolicy();
    RecordView view = record.view;
    long hash = MemberHash.of(member, length);
    int index = view.find(LIVE, member, length, hash);
    if (index >= 0) {
      return new Membership(Membership.State.PRESENT, view.stamp(LIVE, index));
    }
    index = view.find(TOMBSTONES, member, length, hash);
    return index < 0
        ? Membership.UNKNOWN
        : new Membership(Membership.State.DELETED, view.stamp(TOMBSTONES, index));
  }

  static long size(LoadedRecord record) {
    record.loadHead();
    return record.isCounted() ? record.view.count(LIVE) : record.allVisible();
  }

  static byte @Nullable [] record(LoadedRecord record) {
    if (!record.loadWhole()) {
      return null;
    }
    record.applyPolicy();
    return RecordBytes.copy(record.view);
  }
}
