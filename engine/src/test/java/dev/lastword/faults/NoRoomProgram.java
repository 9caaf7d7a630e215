// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.LwwStore;
import dev.lastword.StorageException;
import dev.lastword.model.ModelPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs out of room while it writes, goes on reading, gets room again, goes on writing, and looks
 * whether everything acknowledged is there; ends with status 7 when it is. Arguments: the database;
 * {@code volume}, {@code limit} or {@code directory}; the seed of the steps; {@code sync} or not;
 * how often to do all this.
 */
final class NoRoomProgram {
  private static final ModelPolicy POLICY = ModelPolicy.forget().maxAdds(60).maxDeletes(60);
  private static final int STEPS = 1_000;
  private static final int FAILURES = 100;
  private static final int MOST_TRIES = 10_000;
  private static final long FILE_LIMIT = 48 << 10;
  private static final int MOST_SUCCESSES = 10;

  /** How long a cycle waits at most until writes go on. */
  static final long PATIENCE_SECONDS = 50;

  private final Path dir;
  private final Room room;
  private final boolean resumes;
  private final boolean sync;
  private final Workload workload;
  private final Ledger ledger;
  private final Map<String, Integer> refusals = new TreeMap<>();
  private int done;

  private interface Action {
    void run() throws IOException;
  }

  private NoRoomProgram(String[] args) {
    dir = Path.of(args[0]);
    room =
        switch (args[1]) {
          case "volume" -> Room.of(dir.resolveSibling("filler"));
          case "limit" -> Room.ofFileSize(FILE_LIMIT);
          default -> Room.ofDirectory(dir);
        };
    resumes = args[1].equals("volume");
    long seed = Long.parseLong(args[2]);
    sync = args[3].equals("sync");
    workload = new Workload(seed, 0, false);
    ledger = new Ledger(seed, 2, POLICY);
  }

  public static void main(String[] args) throws Exception {
    NoRoomProgram program = new NoRoomProgram(args);
    for (int cycle = 0; cycle < Integer.parseInt(args[4]); cycle++) {
      program.cycle();
    }
    program.lookAgain();
    System.out.println(program.done + " steps; refusals " + program.refusals);
    System.exit(7);
  }

  private void cycle() throws IOException, InterruptedException {
    LwwStore store = open();
    try (StepWriter writer = new StepWriter(store)) {
      check(store);
      writeAll(writer, done + STEPS);
      room.take();
      writeUntilFull(writer);
      check(store);
      refuse(writer, store::flush);
      refuse(writer, store::compact);
      refuse(writer, () -> copy(store));
      check(store);
      room.giveBack();
      if (resumes) {
        resume(writer);
        writeAll(writer, done + STEPS);
        check(store);
        Contents.verify(store);
      }
    }
    close(store);
  }

  private void lookAgain() {
    try (LwwStore store = open();
        StepWriter writer = new StepWriter(store)) {
      check(store);
      writeAll(writer, done + STEPS);
      check(store);
      Contents.verify(store);
    }
  }

  private LwwStore open() {
    return Tiny.store(dir, POLICY).sync(sync).open();
  }

  /** A store that could not write its log says so; it is closed all the same. */
  private void close(LwwStore store) {
    try {
      store.close();
    } catch (StorageException e) {
      note("close", e);
    }
  }

  private void writeAll(StepWriter writer, int end) {
    while (done < end) {
      writer.write(workload.step(done));
      done++;
    }
  }

  /** Steps that fail are tried again, as an application would; some may still find room. */
  private void writeUntilFull(StepWriter writer) {
    int failed = 0;
    for (int tries = 0; failed < FAILURES; tries++) {
      if (tries == MOST_TRIES) {
        throw new AssertionError(
            "there is no room, and writes do not fail (failed=" + failed + ")");
      }
      if (tryStep(writer)) {
        done++;
      } else {
        failed++;
      }
    }
  }

  private void resume(StepWriter writer) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!tryStep(writer)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("room is back, and writes still fail: " + refusals);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    done++;
  }

  private boolean tryStep(StepWriter writer) {
    try {
      writer.write(workload.step(done));
      return true;
    } catch (StorageException e) {
      note("write", e);
      return false;
    }
  }

  /**
   * Something that needs room fails. A compaction in the background may just have made some: then
   * that is taken as well.
   */
  private void refuse(StepWriter writer, Action action) throws IOException, InterruptedException {
    for (int tries = 0; tries < MOST_SUCCESSES; tries++) {
      try {
        action.run();
      } catch (StorageException e) {
        note("maintenance", e);
        return;
      }
      room.take();
      writeUntilFull(writer);
    }
    throw new AssertionError("there is no room, and yet it worked");
  }

  private void copy(LwwStore store) throws IOException {
    Path copy = dir.resolveSibling("copy");
    store.checkpoint(copy);
    Folders.delete(copy);
  }

  private void note(String what, StorageException e) {
    String message =
        String.valueOf(e.getMessage())
            .replaceAll("\\(key=[^)]*\\)", "(key)")
            .replaceAll("\\d+", "N");
    refusals.merge(what + ": " + message, 1, Integer::sum);
  }

  private void check(LwwStore store) {
    int[] found = ledger.check(Contents.read(store), new int[] {done, 0}, new int[] {done + 1, 0});
    ledger.advance(new int[] {Math.min(found[0], done), 0});
  }
}
