// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The parent's end of the pipe: what the child has told so far. Read to the end of the pipe after
 * the child's death, it is all that the child ever told.
 */
final class Journal implements Runnable {
  /**
   * What a checkpoint may hold of each writer.
   *
   * @param least steps that were done before it began
   * @param most steps that may have been done when it ended
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Copy(int[] least, int[] most) {}

  /** Stands for what is known only at the end of the journal. */
  private static final int[] UNKNOWN = {};

  private final InputStream pipe;
  private final int[] acknowledged;
  private final int[] durable;
  private final Map<Phase, Integer> begun = new EnumMap<>(Phase.class);
  private final NavigableMap<Integer, Copy> copies = new TreeMap<>();
  private final Map<Integer, Integer> logs = new HashMap<>();
  private int[] atBegin = {};
  private @Nullable Phase inside;
  private int lastBegun;
  private int reports;
  private boolean ended;

  /**
   * Makes a journal.
   *
   * @param done steps of each writer that were done before
   * @param durable of these, the ones that are in table files
   */
  Journal(InputStream pipe, int[] done, int[] durable) {
    this.pipe = pipe;
    this.acknowledged = done.clone();
    this.durable = durable.clone();
  }

  @Override
  public void run() {
    try (DataInputStream in = new DataInputStream(pipe)) {
      while (true) {
        note(in.readByte(), in.readByte(), in.readLong());
      }
    } catch (EOFException e) {
      // the child is dead
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      end();
    }
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  private synchronized void note(int what, int which, long number) {
    switch (what) {
      case Reports.ACKNOWLEDGED -> acknowledge(which, (int) number);
      case Reports.BEGUN -> begin(Phase.of(which), (int) number);
      case Reports.LOGGED -> logs.merge((int) (number >>> Integer.SIZE), (int) number, Math::max);
      default -> end(Phase.of(which), (int) number);
    }
    reports++;
    notifyAll();
  }

  private void acknowledge(int writer, int steps) {
    if (steps != acknowledged[writer] + 1) {
      throw new IllegalStateException("writer " + writer + " told of step " + steps + " too soon");
    }
    acknowledged[writer] = steps;
  }

  private void begin(Phase phase, int number) {
    begun.merge(phase, 1, Integer::sum);
    inside = phase;
    lastBegun = number;
    atBegin = acknowledged.clone();
    if (phase == Phase.CHECKPOINT) {
      copies.put(number, new Copy(atBegin, UNKNOWN));
    }
  }

  private void end(Phase phase, int number) {
    inside = null;
    switch (phase) {
      // Opening puts what it recovers from the log into table files.
      case OPEN, ADOPT, FLUSH -> System.arraycopy(atBegin, 0, durable, 0, durable.length);
      case CHECKPOINT -> copies.put(number, new Copy(atBegin, oneMore(acknowledged)));
      default -> {}
    }
  }

  /** Waits until a phase has begun so many times; false if the child ended before. */
  boolean awaitBegin(Phase phase, int times) throws InterruptedException {
    return await(() -> begun.getOrDefault(phase, 0) >= times);
  }

  /** Waits for so many reports; false if the child ended before. */
  boolean awaitReports(int count) throws InterruptedException {
    return await(() -> reports >= count);
  }

  private synchronized boolean await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean() && !ended) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException(
            "the child does not come to where it shall be killed (begun=%s, inside=%s, reports=%d)"
                .formatted(begun, inside, reports));
      }
      wait(left);
    }
    return !ended;
  }

  /** Returns how many steps of each writer were acknowledged. */
  synchronized int[] acknowledged() {
    return acknowledged.clone();
  }

  /** Returns how many steps of each writer may have been done: one more may have been under way. */
  synchronized int[] possible() {
    return oneMore(acknowledged);
  }

  /** Returns how many steps of each writer are in table files, at least. */
  synchronized int[] durable() {
    return durable.clone();
  }

  /**
   * Returns how long each log was, by its number, when what it has of acknowledged writes was in.
   */
  synchronized Map<Integer, Integer> logs() {
    return Map.copyOf(logs);
  }

  /** Returns the phase that was begun and not ended. */
  synchronized @Nullable Phase inside() {
    return inside;
  }

  /** Returns the number of the phase that was begun last. */
  synchronized int lastBegun() {
    return lastBegun;
  }

  /** Returns how many narrower policies were tried. */
  synchronized int adopted() {
    return begun.getOrDefault(Phase.ADOPT, 0);
  }

  /** Returns the checkpoints begun, by number. */
  synchronized NavigableMap<Integer, Copy> copies() {
    NavigableMap<Integer, Copy> known = new TreeMap<>(copies);
    known.replaceAll((number, copy) ->
        copy.most().length == 0 ? new Copy(copy.least(), oneMore(acknowledged)) : copy);
    return known;
  }

  private static int[] oneMore(int[] steps) {
    return Arrays.stream(steps).map(n -> n + 1).toArray();
  }
}
