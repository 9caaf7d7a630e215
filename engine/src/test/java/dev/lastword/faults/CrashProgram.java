// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.LwwStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The child: opens, writes, maintains, closes and opens again, until it is killed. */
final class CrashProgram {
  private static final int ACTIONS_AN_OPENING = 4;

  /** Steps after which writers slow down, so that the parent can follow with the model. */
  private static final int FAST_STEPS = 1_500;

  private static final long SLOW_NANOS = 300_000;

  private final Plan plan;
  private final Reports reports = new Reports();
  private final int[] done;
  private volatile boolean stop;

  private CrashProgram(Plan plan) {
    this.plan = plan;
    this.done = plan.done().clone();
  }

  public static void main(String[] args) throws Exception {
    new CrashProgram(Plan.parse(args)).run();
  }

  private void run() throws Exception {
    Maintainer maintainer = new Maintainer(plan, reports, done);
    for (int opening = 0; opening < plan.openings(); opening++) {
      Phase phase = opening > 0 && plan.narrow() ? Phase.ADOPT : Phase.OPEN;
      reports.begun(phase, opening);
      LwwStore store = Tiny.store(plan.database(), plan.policy(opening)).sync(plan.sync()).open();
      reports.ended(phase, opening);
      boolean last = opening == plan.openings() - 1;
      List<Thread> writers = startWriters(store);
      maintainer.work(store, last ? Integer.MAX_VALUE : ACTIONS_AN_OPENING);
      end(writers);
      reports.begun(Phase.CLOSE, opening);
      store.close();
      reports.ended(Phase.CLOSE, opening);
    }
  }

  private List<Thread> startWriters(LwwStore store) {
    stop = false;
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < done.length - 1; i++) {
      int writer = i;
      writers.add(Thread.ofPlatform().start(() -> write(store, writer)));
    }
    return writers;
  }

  private void end(List<Thread> writers) throws InterruptedException {
    stop = true;
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private void logged() throws IOException {
    List<Path> logs = Folders.files(plan.database(), ".log");
    if (!logs.isEmpty()) {
      try {
        reports.logged(Folders.number(logs.getLast()), Files.size(logs.getLast()));
      } catch (NoSuchFileException flushed) {
        // what it had is in table files
      }
    }
  }

  private void write(LwwStore store, int writer) {
    try (StepWriter steps = new StepWriter(store)) {
      Workload workload = new Workload(plan.seed(), writer, false);
      int first = done[writer];
      while (!stop) {
        steps.write(workload.step(done[writer]));
        done[writer]++;
        if (plan.sync()) {
          logged();
        }
        reports.acknowledged(writer, done[writer]);
        if (done[writer] - first > FAST_STEPS) {
          LockSupport.parkNanos(SLOW_NANOS);
        }
      }
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1); // the parent wants a death by SIGKILL, and shows what was said
    }
  }
}
