// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

/** What the table of candidates has a column for. */
enum Column {
  EXACT(
      Group.READS,
      "exact",
      "Share of the sampled page reads that gave the same members in the same order as they would"
          + " without any truncation. Every candidate answers the same samples, taken through the"
          + " whole run and at its end."),
  MISSING(
      Group.READS,
      "missing",
      "Members that a page should have shown and did not, summed over all sampled reads."),
  WRONG(
      Group.READS,
      "not to be shown",
      "Members that a page showed and should not have, summed over all sampled reads."),
  BYTES(Group.SIZE, "total", "Bytes of the records of all sets at the end, before compression."),
  OF_ALL(Group.SIZE, "of untruncated", "The same as a share of the bytes without truncation."),
  P50(Group.SIZE, "p50", "Bytes of one set's record: half of the sets need no more."),
  P90(Group.SIZE, "p90", "Nine of ten sets need no more bytes."),
  P99(Group.SIZE, "p99", "99 of 100 sets need no more bytes."),
  MAX(Group.SIZE, "largest", "Bytes of the largest set."),
  ENTRIES(Group.SIZE, "entries", "Adds and deletes remembered, over all sets, at the end."),
  TOMBSTONES(
      Group.SIZE,
      "tombstones",
      "Deletes remembered, over all sets, at the end, and their share of the entries."),
  FORGOTTEN(
      Group.HISTORY,
      "adds forgotten",
      "Adds that truncation dropped although their members were still in the set."),
  REFUSED(
      Group.HISTORY,
      "late refused",
      "Operations that arrived at or below the horizon and therefore changed nothing."),
  RETURNED(
      Group.HISTORY,
      "came back",
      "Deleted members that became visible again because their tombstones had been dropped. Never"
          + " under FORGET."),
  RETURNED_AFTER(
      Group.HISTORY,
      "after",
      "How long after their deletes they came back: half of them no later than this, in the unit"
          + " of the stamps."),
  NANOS(Group.COST, "ns/op", "Nanoseconds of merging for each operation, measured in this run."),
  REWRITTEN(Group.COST, "bytes/op", "Bytes of records that merges wrote for each operation.");

  /** Columns that stand side by side. */
  enum Group {
    READS("page reads"),
    SIZE("size"),
    HISTORY("history"),
    COST("cost");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final Group group;
  private final String head;
  private final String meaning;

  Column(Group group, String head, String meaning) {
    this.group = group;
    this.head = head;
    this.meaning = meaning;
  }

  Group group() {
    return group;
  }

  String head() {
    return head;
  }

  String meaning() {
    return meaning;
  }
}
