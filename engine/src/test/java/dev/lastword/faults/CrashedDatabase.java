// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.LastwordException;
import dev.lastword.LwwStore;
import dev.lastword.model.Bytes;
import dev.lastword.model.Gen;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One database through many children and their deaths. */
final class CrashedDatabase {
  private static final int MOST_COPIES = 3;

  private final Path folder;
  private final long seed;
  private final boolean keep;
  private final boolean narrowing;
  private final Ledger ledger;
  private final Tally tally;
  private int maxAdds;
  private int session;

  /** For each writer: steps that were acknowledged, that may be there, that are in table files. */
  private int[] least;

  private int[] most;
  private int[] durable;

  /** Whether all writes since the last look were synced, and how long their logs were by then. */
  private boolean synced = true;

  private final Map<Integer, Integer> logs = new HashMap<>();

  /**
   * An empty database.
   *
   * @param narrowing whether it is opened with narrower and narrower policies
   */
  CrashedDatabase(Path folder, long seed, boolean narrowing, Tally tally) throws IOException {
    Gen gen = new Gen(seed);
    this.folder = Files.createDirectories(folder);
    this.seed = seed;
    this.tally = tally;
    this.narrowing = narrowing;
    this.keep = !narrowing && gen.chance(30);
    this.maxAdds = narrowing ? 9 : 60;
    int writers = 2 + gen.below(3);
    this.ledger = new Ledger(seed, writers, Plan.policy(keep, maxAdds));
    this.least = new int[writers];
    this.most = new int[writers];
    this.durable = new int[writers];
  }

  /** Whether policies can be made narrower twice more, so that sweeps have something to do. */
  boolean canNarrow() {
    return narrowing && maxAdds > 5;
  }

  /** Lets a child work until it is killed. */
  void crash(Gen gen, Kill kill) throws IOException, InterruptedException {
    boolean narrow = kill.phase() == Phase.ADOPT || kill.phase() == Phase.SWEEP;
    int openings = narrow ? Math.max(1, maxAdds - 3) : 3;
    Plan plan =
        new Plan(
            folder,
            seed,
            session++,
            keep,
            maxAdds,
            openings,
            narrow && narrowing,
            gen.chance(50),
            kill.phase(),
            least);
    Journal journal = Child.runAndKill(plan, kill, durable);
    count(journal, kill);
    least = journal.acknowledged();
    most = greater(most, journal.possible());
    durable = journal.durable();
    durable[durable.length - 1] = least[least.length - 1]; // an ingested file is on the disk
    maxAdds -= plan.narrow() ? journal.adopted() : 0;
    synced &= plan.sync();
    journal.logs().forEach((log, bytes) -> logs.merge(log, bytes, Math::max));
    checkCopies(plan, journal);
  }

  private void count(Journal journal, Kill kill) {
    Phase inside = journal.inside();
    tally.add("kills", 1);
    tally.add("killed in " + (inside == null ? "WRITES" : inside), 1);
    if (kill.phase() != null && kill.phase() == inside) {
      tally.add("killed where aimed", 1);
    }
  }

  private ModelPolicy policy() {
    return Plan.policy(keep, maxAdds);
  }

  /** Opens for reading only, then for writing, and compares. */
  void check() throws IOException {
    ledger.adopt(policy());
    if (Files.exists(folder.resolve("db/CURRENT"))) {
      try (LwwStore store = LwwStore.openReadOnly(folder.resolve("db"))) {
        ledger.check(contents(store), least, most);
      }
    }
    try (LwwStore store = Tiny.store(folder.resolve("db"), policy()).open()) {
      int[] found = ledger.check(contents(store), least, most);
      Contents.verify(store);
      long before = ledger.operations();
      ledger.advance(found);
      tally.add("operations", ledger.operations() - before);
      least = found;
      most = found;
      durable = found;
    }
    synced = true;
    logs.clear();
    tally.add("openings checked", 1);
  }

  /**
   * As if the machine had died too: the last log file ends anywhere. A prefix of each writer's
   * steps must be left, with all that had reached table files; and where each write was synced, a
   * log that ends no earlier than it did at the last acknowledgement has all of them.
   */
  void checkCut(Gen gen) throws IOException {
    ledger.adopt(policy());
    List<Path> all = Folders.files(folder.resolve("db"), ".log");
    if (all.isEmpty()) {
      return;
    }
    boolean behindAcknowledged = synced && gen.chance(60);
    Path copy = Folders.copy(folder.resolve("db"), folder.resolve("cut"));
    Path log = copy.resolve(all.getLast().getFileName());
    long from = behindAcknowledged ? logs.getOrDefault(Folders.number(log), 0) : 0;
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      long left = Math.max(0, channel.size() - from);
      channel.truncate(from + (long) (left * (gen.below(1_000) / 1_000.0)));
    }
    try (LwwStore store = Tiny.store(copy, policy()).open()) {
      int[] found = ledger.check(contents(store), behindAcknowledged ? least : durable, most);
      Contents.verify(store);
      for (int writer = 0; writer < found.length; writer++) {
        tally.add("steps cut off", Math.max(0, least[writer] - found[writer]));
      }
    }
    Folders.delete(copy);
    tally.add(behindAcknowledged ? "logs cut behind what was synced" : "logs cut", 1);
  }

  /** A copy opens and is right, or does not open; only one that was never finished may not. */
  private void checkCopies(Plan plan, Journal journal) throws IOException {
    ledger.adopt(policy());
    int left = MOST_COPIES;
    for (Map.Entry<Integer, Journal.Copy> copy : journal.copies().descendingMap().entrySet()) {
      Path dir = plan.copy(copy.getKey());
      boolean half = journal.inside() == Phase.CHECKPOINT && journal.lastBegun() == copy.getKey();
      if (left-- > 0) {
        if (half) {
          checkHalf(dir, copy.getValue());
          checkHalf(dir.resolveSibling(dir.getFileName() + ".tmp"), copy.getValue());
        } else {
          checkCopy(dir, copy.getValue());
          tally.add("checkpoints opened", 1);
        }
      }
      Folders.delete(dir);
    }
  }

  private void checkHalf(Path dir, Journal.Copy bounds) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    String name = dir.toString().endsWith(".tmp") ? "unfinished" : "unreported";
    try {
      checkCopy(dir, bounds);
      tally.add(name + " checkpoints opened", 1);
    } catch (LastwordException e) {
      assertTrue(String.valueOf(e.getMessage()).contains(dir.toString()), e::toString);
      tally.add(name + " checkpoints refused", 1);
    }
    Folders.delete(dir);
  }

  private void checkCopy(Path dir, Journal.Copy bounds) {
    try (LwwStore store = Tiny.store(dir, policy()).createIfMissing(false).open()) {
      ledger.check(contents(store), bounds.least(), bounds.most());
      Contents.verify(store);
    }
  }

  /** What a store holds, as the narrowest policy shows it: it may have died while adopting that. */
  private Map<Bytes, ModelState> contents(LwwStore store) {
    Map<Bytes, ModelState> sets = new HashMap<>(Contents.read(store));
    sets.replaceAll((key, state) -> state.read(policy()));
    return sets;
  }

  void close() throws IOException {
    assertFalse(Files.exists(folder.resolve("hs_err.log")), "a child crashed by itself");
    assertEquals(0, Folders.files(folder, "hs_err.log").size());
    Folders.delete(folder);
  }

  private static int[] greater(int[] left, int[] right) {
    int[] greater = left.clone();
    for (int i = 0; i < greater.length; i++) {
      greater[i] = Math.max(greater[i], right[i]);
    }
    return greater;
  }
}
