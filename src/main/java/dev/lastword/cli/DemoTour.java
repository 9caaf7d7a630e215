// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.LwwStore;
import dev.lastword.Membership;
import dev.lastword.PolicyChange;
import dev.lastword.Progress;
import dev.lastword.RecordIterator;
import dev.lastword.TimelineEntry;
import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The stations of the demo: each does something for real and tells what came of it. */
final class DemoTour {
  private static final List<byte[]> FOLLOWED =
      List.of("alice".getBytes(UTF_8), "bob".getBytes(UTF_8), "carol".getBytes(UTF_8));
  private static final int PAGE = 6;
  private static final int READS = 1_000;
  private static final int MAX_ADDS = 100;

  private final Out out;
  private final Style style;
  private final DemoStream stream;
  private int station;
  private long bytesCompacted;
  private List<TimelineEntry> page = List.of();

  DemoTour(Session session, DemoStream stream) {
    out = session.out();
    style = session.outStyle();
    this.stream = stream;
  }

  void introduce() {
    out.line(style.strong("Lastword: last-writer-wins sets on RocksDB"));
    out.line("");
    out.line(
        "A set remembers, for each member, when it was last added and last deleted. Whatever the");
    out.line(
        "order in which operations arrive, and however often, the set is the same in the end.");
    out.line(
        "A write appends a few bytes; RocksDB merges them later, by a merge operator in Java.");
  }

  void write(LwwStore store) {
    begin("Write a day of a photo service");
    int count = stream.operations().size();
    tell("%s operations on %d sets".formatted(Quantities.number(count), stream.people()));
    tell(
        "among them %s deletes, %s sent twice, %s up to an hour late"
            .formatted(
                Quantities.number(stream.deletes()),
                Quantities.number(stream.duplicates()),
                Quantities.number(stream.late())));
    long start = System.nanoTime();
    stream.operations().forEach(operation -> operation.apply(store));
    double seconds = secondsSince(start);
    result("%s writes/s, one at a time, one thread".formatted(Quantities.rate(count, seconds)));
  }

  void compact(LwwStore store, Path db) {
    begin("Let compaction merge what was written");
    long written = stream.operations().stream().mapToLong(DemoStream.Operation::size).sum();
    int operands = stream.operations().size();
    tell(
        "before  %9s operands, %s"
            .formatted(Quantities.number(operands), Quantities.bytes(written)));
    store.compact();
    DatabaseStats stats = count(store);
    bytesCompacted = DiskUsage.of(db);
    tell(
        "after   %9s entries in %d records, %s on disk"
            .formatted(
                Quantities.number(stats.entries()),
                stats.sets(),
                Quantities.bytes(bytesCompacted)));
    result("%s of the bytes saved".formatted(percent(written - bytesCompacted, written)));
  }

  void read(LwwStore store) {
    begin("Read a page: the newest photos of alice, bob and carol, as one list");
    long start = System.nanoTime();
    for (int i = 0; i < READS; i++) {
      page = store.timeline(FOLLOWED, null, PAGE);
    }
    double micros = secondsSince(start) * 1e6 / READS;
    page.forEach(entry ->
        tell("%s  %-6s %s".formatted(time(entry.stamp()), entry.keyText(), entry.memberText())));
    long members = FOLLOWED.stream().mapToLong(store::size).sum();
    result(
        "%d out of %s photos in %.0f µs"
            .formatted(page.size(), Quantities.number(members), micros));
  }

  void comeLate(LwwStore store) {
    begin("Delete, then let an older add arrive late");
    long noon = DemoStream.MIDNIGHT + 43_200_000;
    store.delete("alice", "photo-late", noon);
    store.add("alice", "photo-late", noon - 60_000);
    tell("first to arrive  - %s  alice  photo-late".formatted(time(noon)));
    tell("then             + %s  alice  photo-late".formatted(time(noon - 60_000)));
    Membership answer = store.contains("alice", "photo-late");
    result(
        "the set says: %s since %s"
            .formatted(answer.state().name().toLowerCase(Locale.ROOT), time(answer.stamp())));
  }

  void shuffle(LwwStore store, Path other) {
    begin("Write the same day into a second database, shuffled");
    List<DemoStream.Operation> shuffled = new ArrayList<>(stream.operations());
    Collections.shuffle(shuffled, new Random(1));
    try (LwwStore second = LwwStore.open(other, store.policy())) {
      second.add("alice", "photo-late", DemoStream.MIDNIGHT + 43_200_000 - 60_000);
      shuffled.forEach(operation -> operation.apply(second));
      second.delete("alice", "photo-late", DemoStream.MIDNIGHT + 43_200_000);
      result(compare(store, second));
    }
  }

  void limit(Path db) {
    begin(
        "Remember only the newest " + MAX_ADDS + " adds of each set (--max-adds " + MAX_ADDS + ")");
    Policy policy = Policy.forget().maxAdds(MAX_ADDS);
    try (LwwStore store =
        LwwStore.builder(db).policy(policy).onPolicyChange(PolicyChange.ADOPT).open()) {
      boolean same = page.equals(store.timeline(FOLLOWED, null, PAGE));
      store.sweep(Progress.NONE);
      store.compact();
      long bytes = DiskUsage.of(db);
      tell(
          "%s entries left, %s on disk instead of %s"
              .formatted(
                  Quantities.number(count(store).entries()),
                  Quantities.bytes(bytes),
                  Quantities.bytes(bytesCompacted)));
      result("the page above is %s".formatted(same ? "still the same" : "another one"));
    }
  }

  void tellWhatNext() {
    out.line("");
    out.line(style.heading("Try next") + " (from the folder where ./lastword is)");
    out.line("");
    out.line(
        "  printf '+\\t10\\tann\\tcat.jpg\\n+\\t20\\tann\\tdog.jpg\\n-\\t30\\tann\\tcat.jpg\\n' |");
    out.line("    ./lastword load --db my.db -");
    out.line("  ./lastword select --db my.db ann");
    out.line("  ./lastword contains --db my.db ann cat.jpg");
    out.line("  ./lastword export --db my.db --state");
    out.line("  ./lastword inspect --db my.db ann");
    out.line("  ./lastword --help");
  }

  private static DatabaseStats count(LwwStore store) {
    DatabaseStats stats = new DatabaseStats();
    store.summarize(stats::add);
    return stats;
  }

  private static String compare(LwwStore one, LwwStore two) {
    long same = 0;
    long all = 0;
    try (RecordIterator first = one.records(new byte[0]);
        RecordIterator second = two.records(new byte[0])) {
      while (first.hasNext() && second.hasNext()) {
        all++;
        same += first.next().equals(second.next()) ? 1 : 0;
      }
      all += first.hasNext() || second.hasNext() ? 1 : 0;
    }
    return "%d of %d records are the same, byte for byte".formatted(same, all);
  }

  private void begin(String what) {
    out.line("");
    out.line(style.heading(++station + ". " + what));
    out.flush();
  }

  private void tell(String text) {
    out.line("   " + text);
  }

  private void result(String text) {
    out.line("   " + style.good("=> " + text));
    out.flush();
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString().substring(11, 19);
  }

  private static String percent(long part, long whole) {
    return Math.round(100.0 * part / whole) + " %";
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
