// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

/** What the table of candidates has a column for. */
enum Column {
  MODE(
      Group.POLICY,
      "mode",
      "What happens when a tombstone has to go: FORGET raises the horizon, below which nothing is"
          + " remembered or accepted; KEEP drops the tombstone alone."),
  MAX_ADDS(Group.POLICY, "maxAdds", "Most members of a set that are remembered as added."),
  MAX_DELETES(Group.POLICY, "maxDeletes", "Most members of a set that are remembered as deleted."),
  WINDOW(
      Group.POLICY,
      "window",
      "The age past which operations are history, counted back from a set's newest stamp, in the"
          + " unit of the stamps."),
  EXACT(
      Group.READS,
      "exact",
      "Share of the sampled page reads that gave the exact answer. The same reads for every"
          + " candidate, through the whole run and of each set at its end."),
  AT_END(Group.READS, "exact at end", "The same, of the reads at the end alone: one a set."),
  MISSING(Group.READS, "missing", "Members that pages should have shown and did not."),
  EXTRA(Group.READS, "extra", "Members that pages showed and the exact answers did not."),
  DEAD(Group.READS, "of them deleted", "Those of them that were in the set no more."),
  BYTES(
      Group.SIZE,
      "total",
      "Bytes of the records of all sets when everything has been merged, before compression and"
          + " without keys."),
  OF_ALL(Group.SIZE, "of untruncated", "The same as a share of the bytes without truncation."),
  P50(Group.SIZE, "p50", "Bytes of one set's record: half of the sets need no more."),
  P90(Group.SIZE, "p90", "Nine of ten sets need no more bytes."),
  P99(Group.SIZE, "p99", "99 of 100 sets need no more bytes."),
  MAX(Group.SIZE, "largest", "Bytes of the largest set's record."),
  ENTRIES(Group.SIZE, "entries", "Adds and deletes that the records hold."),
  TOMBSTONES(
      Group.SIZE,
      "tombstones",
      "Deletes of members that are not in their set, and their share of the entries."),
  FORGOTTEN(
      Group.LOSSES,
      "adds forgotten",
      "Adds that a merge dropped while the exact answer showed their members."),
  REFUSED(
      Group.LOSSES,
      "late refused",
      "Operations that arrived at or below the horizon and changed nothing."),
  REFUSED_LIVE(
      Group.LOSSES, "of them wanted", "Those of them that are adds which the exact answer shows."),
  MISSING_AT_END(
      Group.LOSSES,
      "missing at end",
      "Members of the exact answer that are not in their set at the end."),
  DEAD_AT_END(
      Group.LOSSES,
      "deleted in set at end",
      "Members that are in their set at the end although they were deleted."),
  RETURNED(
      Group.LOSSES,
      "came back",
      "Deleted members that a merge let back in, because the tombstone had been dropped. Under"
          + " FORGET there are none."),
  RETURNED_AFTER(
      Group.LOSSES,
      "after",
      "How long after their deletes they came back: half of them no later than the first number,"
          + " all of them no later than the second; in the unit of the stamps."),
  NANOS(Group.COST, "ns/op", "Nanoseconds of merging for each operation, measured in this run."),
  REWRITTEN(
      Group.COST,
      "bytes/op",
      "Bytes that merges wrote for each operation: what compaction would write again.");

  /** Columns that stand side by side. */
  enum Group {
    POLICY("policy"),
    READS("page reads"),
    SIZE("size"),
    LOSSES("losses"),
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
