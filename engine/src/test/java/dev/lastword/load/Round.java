// SPDX-License-Identifier: Apache-2.0
package dev.lastword.load;

import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.SetWriter;
import dev.lastword.faults.Folders;
import dev.lastword.faults.Tiny;
import dev.lastword.model.ModelPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One opening of a store, from the first call to the close in the middle of them: everybody works
 * until told by an {@link IllegalStateException} that the store is closed.
 */
final class Round {
  private final Crowd crowd;
  private final Witness witness;
  private final LwwStore store;
  private final Path temp;
  private final ConcurrentHashMap<String, LongAdder> tally;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean closing;

  private interface Work {
    void run() throws IOException;
  }

  Round(Crowd crowd, LwwStore store, Path temp, ConcurrentHashMap<String, LongAdder> tally) {
    this.crowd = crowd;
    this.witness = new Witness(crowd);
    this.store = store;
    this.temp = temp;
    this.tally = tally;
  }

  /** Closes the store under everybody. */
  void close() {
    closing = true;
    try {
      store.close();
    } catch (Throwable e) { // an Error in a thread would be lost
      failure.compareAndSet(null, e);
    }
  }

  @Nullable Throwable failure() {
    return failure.get();
  }

  /** Writes the steps of one writer, and reads between them. */
  void client(int writer, SplittableRandom random) {
    untilClosed(() -> {
      History history = crowd.writer(writer);
      if (history.isPending()) {
        repeat(writer, history);
      }
      while (failure.get() == null) {
        step(writer, history, random);
        read(random);
      }
    });
  }

  /** Does what is done beside reads and writes, over and over. */
  void maintainer(SplittableRandom random) {
    untilClosed(() -> {
      for (int turn = 0; failure.get() == null; turn++) {
        maintain(random.nextInt(6), turn);
      }
    });
  }

  private void maintain(int what, int turn) throws IOException {
    switch (what) {
      case 0 -> store.flush();
      case 1 -> store.compact();
      case 2 -> store.sweep(Progress.NONE);
      case 3 -> checkpoint(turn);
      case 4 -> store.stats();
      default -> witness.records(store);
    }
    count("maintenance");
  }

  private void checkpoint(int turn) throws IOException {
    Path copy = temp.resolve("copy" + turn + "-" + Thread.currentThread().threadId());
    Crowd.AllKnown from = crowd.known();
    store.checkpoint(copy);
    int[] to = crowd.begun();
    try (LwwStore opened = Tiny.store(copy, ModelPolicy.forget()).open();
        var records = opened.records(new byte[0])) {
      witness.moment(records, from, to);
    }
    Folders.delete(copy);
    count("checkpoints");
  }

  private void step(int writer, History history, SplittableRandom random) {
    if (random.nextInt(4) > 0) {
      operation(store, writer, history, random);
    } else {
      try (LwwBatch batch = store.batch()) {
        for (int i = random.nextInt(6); i >= 0; i--) {
          operation(batch, writer, history, random);
        }
        history.begin();
        batch.write();
      }
    }
    history.acknowledge();
    count("steps");
  }

  private void operation(SetWriter to, int writer, History history, SplittableRandom random) {
    int index = random.nextInt(History.SETS);
    int set = crowd.set(writer, index);
    boolean add = random.nextInt(3) > 0;
    boolean shared = random.nextInt(4) == 0;
    int member = random.nextInt(shared ? Shared.MEMBERS : History.MEMBERS);
    long stamp =
        shared
            ? history.race(index, member, crowd.shared(set).get(member), add, random.nextInt(6))
            : history.operation(index, member, add);
    if (to == store) {
      history.begin();
    }
    write(to, set, Crowd.member(shared ? Shared.WRITER : writer, member), add, stamp);
  }

  private static void write(SetWriter to, int set, byte[] member, boolean add, long stamp) {
    if (add) {
      to.add(Crowd.key(set), member, stamp);
    } else {
      to.delete(Crowd.key(set), member, stamp);
    }
  }

  /** Writes what the last close has cut off, so that all that was ever begun is there. */
  void finish() {
    for (int writer = 0; writer < crowd.writers(); writer++) {
      if (crowd.writer(writer).isPending()) {
        repeat(writer, crowd.writer(writer));
      }
    }
  }

  /** Writes once more the step that the last close cut off: it may be there or not. */
  private void repeat(int writer, History history) {
    try (LwwBatch batch = store.batch()) {
      history.pending((index, member, add, stamp) ->
          write(batch, crowd.set(writer, index), Crowd.member(writer, member), add, stamp));
      for (History.Race race : history.pendingRaces()) {
        byte[] member = Crowd.member(Shared.WRITER, race.number());
        write(batch, crowd.set(writer, race.set()), member, race.add(), race.stamp());
      }
      batch.write();
    }
    history.acknowledge();
    count("steps repeated");
  }

  private void read(SplittableRandom random) {
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> witness.select(store, random.nextInt(crowd.sets()));
      case 3, 4, 5 ->
          witness.contains(
              store,
              random.nextInt(crowd.writers()),
              random.nextInt(History.SETS),
              random.nextInt(History.MEMBERS));
      case 6 -> witness.snapshot(store, random.nextInt(crowd.writers()));
      case 7 ->
          witness.contains(store, random.nextInt(crowd.sets()), random.nextInt(Shared.MEMBERS));
      default -> store.size(Crowd.key(random.nextInt(crowd.sets())));
    }
    count("reads");
  }

  private void count(String what) {
    tally.computeIfAbsent(what, any -> new LongAdder()).increment();
  }

  private void untilClosed(Work work) {
    try {
      work.run();
    } catch (IllegalStateException e) {
      if (!closing) {
        failure.compareAndSet(null, e);
      }
    } catch (Throwable e) { // an Error in a thread would be lost
      failure.compareAndSet(null, e);
    }
  }
}
