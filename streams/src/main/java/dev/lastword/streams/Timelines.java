// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.TimelineEntry;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Timelines that come from several partitions or instances. */
public final class Timelines {
  /** Newest position first, equal ones by key: the order of timelines. */
  private static final Comparator<TimelineEntry> NEWEST_FIRST =
      Comparator.comparing(TimelineEntry::cursor)
          .reversed()
          .thenComparing(TimelineEntry::key, Arrays::compareUnsigned);

  private Timelines() {}

  /**
   * Merges pages of one timeline into one page. An entry that several have, as an active store and
   * its standby do, counts once.
   *
   * @param pages each of the same query, with at least this limit, over some of the sets
   * @param limit how many to list at most, 0 or more
   */
  public static List<TimelineEntry> merge(
      Collection<? extends Collection<TimelineEntry>> pages, int limit) {
    return pages.stream()
        .flatMap(Collection::stream)
        .sorted(NEWEST_FIRST)
        .distinct()
        .limit(limit)
        .toList();
  }
}
