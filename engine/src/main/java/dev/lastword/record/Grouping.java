// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks that members with an add and a delete stand in the right groups (docs/format.md, section
 * 1).
 */
final class Grouping {

  private Grouping() {}

  static @Nullable String check(RecordView view) {
    Map<ByteBuffer, Long> live = stamps(view, RecordFormat.LIVE);
    Map<ByteBuffer, Long> tombstones = stamps(view, RecordFormat.TOMBSTONES);
    for (ByteBuffer member : tombstones.keySet()) {
      if (live.containsKey(member)) {
        return "a member both live and deleted";
      }
    }
    if (!below(stamps(view, RecordFormat.BURIED), tombstones, true)) {
      return "a buried add without a tombstone that beats it";
    }
    return below(stamps(view, RecordFormat.OUTLIVED), live, false)
        ? null
        : "an outlived delete without a newer add";
  }

  private static boolean below(
      Map<ByteBuffer, Long> losers, Map<ByteBuffer, Long> winners, boolean tieAllowed) {
    for (Map.Entry<ByteBuffer, Long> loser : losers.entrySet()) {
      Long winner = winners.get(loser.getKey());
      if (winner == null
          || loser.getValue() > winner
          || (!tieAllowed && loser.getValue().equals(winner))) {
        return false;
      }
    }
    return true;
  }

  private static Map<ByteBuffer, Long> stamps(RecordView view, int group) {
    Map<ByteBuffer, Long> stamps = new HashMap<>();
    EntryCursor cursor = new EntryCursor(view, group);
    while (cursor.next()) {
      stamps.put(ByteBuffer.wrap(cursor.memberBytes()), cursor.stamp());
    }
    return stamps;
  }
}
