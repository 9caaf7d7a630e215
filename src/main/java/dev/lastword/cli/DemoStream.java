// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.SetWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A made-up day of a photo service: people put up photos and take some of them down; networks send
 * things late and twice. The same on every run.
 */
final class DemoStream {
  /** Midnight at which the day begins, in milliseconds. */
  static final long MIDNIGHT = 1_790_812_800_000L;

  private static final long DAY_MILLIS = 86_400_000;
  private static final int HOUR_MILLIS = 3_600_000;
  private static final List<String> NAMES =
      List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi");

  /**
   * One operation on its way.
   *
   * @param arrival when it reaches the database, in milliseconds
   * @param stamp when it happened
   */
  record Operation(boolean add, String person, String photo, long stamp, long arrival) {
    byte[] key() {
      return person.getBytes(UTF_8);
    }

    byte[] member() {
      return photo.getBytes(UTF_8);
    }

    /** Bytes of key and operand as they are written. */
    int size() {
      return person.length() + 1 + Long.BYTES + photo.length();
    }

    void apply(SetWriter target) {
      if (add) {
        target.add(key(), member(), stamp);
      } else {
        target.delete(key(), member(), stamp);
      }
    }
  }

  private final Random random = new Random(20260923);
  private final List<Operation> operations = new ArrayList<>();
  private final List<List<Operation>> added = new ArrayList<>();
  private final int people;
  private int deletes;
  private int late;
  private int duplicates;

  /**
   * Makes a day up.
   *
   * @param people how many take part; each is one set
   * @param events how many things happen
   */
  DemoStream(int people, int events) {
    this.people = people;
    for (int i = 0; i < people; i++) {
      added.add(new ArrayList<>());
    }
    for (int event = 0; event < events; event++) {
      happen(MIDNIGHT + DAY_MILLIS * event / events, event);
    }
    operations.sort(Comparator.comparingLong(Operation::arrival));
  }

  /** All operations in the order in which they arrive. */
  List<Operation> operations() {
    return Collections.unmodifiableList(operations);
  }

  int deletes() {
    return deletes;
  }

  int late() {
    return late;
  }

  int duplicates() {
    return duplicates;
  }

  int people() {
    return people;
  }

  private void happen(long stamp, int number) {
    // Squared, so that a few are far busier than most, as everywhere.
    double draw = random.nextDouble();
    int person = (int) (people * draw * draw);
    List<Operation> theirs = added.get(person);
    boolean add = theirs.isEmpty() || random.nextInt(100) >= 25;
    String photo =
        add ? "photo-%06d".formatted(number) : theirs.remove(random.nextInt(theirs.size())).photo();
    deletes += add ? 0 : 1;
    Operation operation = new Operation(add, name(person), photo, stamp, stamp + delay());
    if (add) {
      theirs.add(operation);
    }
    operations.add(operation);
    if (random.nextInt(100) < 10) {
      duplicates++;
      operations.add(
          new Operation(add, name(person), photo, stamp, stamp + random.nextInt(HOUR_MILLIS)));
    }
  }

  private int delay() {
    if (random.nextInt(100) >= 15) {
      return 0;
    }
    late++;
    return random.nextInt(HOUR_MILLIS);
  }

  private static String name(int person) {
    return person < NAMES.size() ? NAMES.get(person) : "user-%03d".formatted(person);
  }
}
