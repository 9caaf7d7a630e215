// SPDX-License-Identifier: Apache-2.0
package dev.lastword.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.faults.Tiny;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Seeds;
import dev.lastword.model.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers, writers, batches, snapshots, iterators, flush, compaction, sweep and checkpoint at once,
 * and the store closed in the middle of them; every read is held against the histories of the
 * writers.
 */
final class LoadTest {
  private static final int MAINTAINERS = 2;
  private static final int ROUNDS = Soak.rounds(2, 8);
  private static final int SECONDS = Soak.rounds(2, 30);

  private final ConcurrentHashMap<String, LongAdder> tally = new ConcurrentHashMap<>();

  @TempDir Path temp;

  @Test
  void everythingAtOnce_sixtyFourThreads_isLinearisable() throws Exception {
    run(new Crowd(64, 24), Thread.ofPlatform()::start);
  }

  @Test
  void everythingAtOnce_tenThousandVirtualThreads_isLinearisable() throws Exception {
    run(new Crowd(10_000, 2_000), Thread.ofVirtual()::start);
  }

  private interface Starter {
    Thread start(Runnable task);
  }

  private void run(Crowd crowd, Starter starter) throws Exception {
    Path dir = temp.resolve("db");
    int before = handles();
    List<Path> reports = crashReports();
    for (long seed : Seeds.seeds(ROUNDS)) {
      round(crowd, starter, open(dir), seed);
      check(crowd, dir);
    }
    checkEnd(crowd, dir);
    System.out.println("load: " + crowd.operations() + " operations, " + tally);
    assertTrue(handles() <= before, () -> "file handles open: " + names());
    assertEquals(reports, crashReports());
  }

  /** The seed gives each thread its draws again, not the moments at which they meet. */
  private void round(Crowd crowd, Starter starter, LwwStore store, long seed) throws Exception {
    Round round = new Round(crowd, store, temp, tally);
    SplittableRandom random = new SplittableRandom(seed);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < MAINTAINERS; i++) {
      SplittableRandom own = random.split();
      threads.add(Thread.ofPlatform().start(() -> round.maintainer(own)));
    }
    for (int i = 0; i < crowd.writers(); i++) {
      int writer = i;
      SplittableRandom own = random.split();
      threads.add(starter.start(() -> round.client(writer, own)));
    }
    TimeUnit.SECONDS.sleep(SECONDS);
    threads.add(Thread.ofPlatform().start(round::close));
    for (Thread thread : threads) {
      thread.join(TimeUnit.MINUTES.toMillis(2));
      assertTrue(!thread.isAlive(), () -> "hangs: " + List.of(thread.getStackTrace()));
    }
    if (round.failure() != null) {
      throw new AssertionError(
          "with -Dlastword.seed=" + seed + ", after " + tally, round.failure());
    }
  }

  /** After the close everything acknowledged is there, and `verify` is clean. */
  private static void check(Crowd crowd, Path dir) {
    try (LwwStore store = open(dir);
        var records = store.records(new byte[0])) {
      new Witness(crowd).moment(records, crowd.known(), crowd.begun());
      assertTrue(store.verify(finding -> {}, Progress.NONE).isClean());
    }
  }

  /** Once all that was begun is written, what each set holds is known to the last stamp. */
  private void checkEnd(Crowd crowd, Path dir) {
    try (LwwStore store = open(dir)) {
      new Round(crowd, store, temp, tally).finish();
    }
    assertArrayEquals(crowd.begun(), crowd.known().steps());
    check(crowd, dir);
  }

  private static LwwStore open(Path dir) {
    return Tiny.store(dir, ModelPolicy.forget()).open();
  }

  /** How many files of this test's folder this process has open; 0 where that cannot be told. */
  private int handles() {
    return names().size();
  }

  private List<String> names() {
    Path handles = Path.of("/proc/self/fd");
    if (!Files.exists(handles)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(handles)) {
      return all.map(LoadTest::target).filter(name -> name.startsWith(temp.toString())).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String target(Path handle) {
    try {
      return Files.readSymbolicLink(handle).toString();
    } catch (IOException e) {
      return ""; // closed since it was listed
    }
  }

  private static List<Path> crashReports() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.filter(file -> file.toString().startsWith("hs_err")).sorted().toList();
    }
  }
}
