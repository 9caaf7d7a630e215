// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/**
 * What a {@link SyntheticSource} generates. One operation arrives a tick of its clock, and ticks
 * are the unit of stamps.
 *
 * @param operations how many, 0 or more
 * @param sets how many there may be, 1 to 10 million
 * @param zipf exponent of the sets' popularity, 0 or more: the r-th set is chosen with a
 *     probability proportional to 1 / r^zipf; 0 makes all equal
 * @param deletes share of operations that delete, 0 to 1; each names a member that its set has had
 * @param readds share of adds that name a member that their set has had, 0 to 1; the others name a
 *     new one
 * @param duplicates share of operations that repeat one of the last 1 024, to the byte, 0 to 1
 * @param late share of operations that are delayed, 0 to 1
 * @param delay how long the delayed ones take to arrive; their stamp is the tick less the delay
 * @param member bytes of each member, 11 to 65 535
 * @param seed of all choices
 */
public record SyntheticSpec(
    long operations,
    int sets,
    double zipf,
    double deletes,
    double readds,
    double duplicates,
    double late,
    Delay delay,
    int member,
    long seed) {

  private static final int MOST_SETS = 10_000_000;

  /** A hundred thousand operations on a thousand sets, some deletes, some late. */
  public static final SyntheticSpec DEFAULT =
      new SyntheticSpec(
          100_000, 1000, 1, 0.1, 0.1, 0.01, 0.05, new Delay(Delay.Shape.EXPONENTIAL, 1000), 12, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is out of range
   */
  public SyntheticSpec {
    check(operations >= 0, "operations", operations, "0 or more");
    check(sets >= 1 && sets <= MOST_SETS, "sets", sets, "from 1 to " + MOST_SETS);
    check(zipf >= 0 && zipf <= 10, "zipf", zipf, "from 0 to 10");
    share("deletes", deletes);
    share("readds", readds);
    share("duplicates", duplicates);
    share("late", late);
    check(member >= 11 && member <= 65_535, "member", member, "from 11 to 65535");
  }

  private static void share(String name, double value) {
    check(value >= 0 && value <= 1, name, value, "from 0 to 1");
  }

  private static void check(boolean holds, String name, Number value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be " + range);
    }
  }

  /**
   * How long a delayed operation takes.
   *
   * @param shape of the distribution
   * @param ticks its parameter, 1 or more
   */
  public record Delay(Shape shape, long ticks) {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException when {@code ticks} is out of range
     */
    public Delay {
      check(ticks >= 1 && ticks <= 1L << 40, "ticks", ticks, "from 1 to " + (1L << 40));
    }

    /** The distribution of delays; every delay is 1 tick or more. */
    public enum Shape {
      /** Always as many ticks. */
      FIXED,
      /** Evenly from 1 to as many ticks. */
      UNIFORM,
      /** Exponential with that mean, rounded up. */
      EXPONENTIAL,
      /** Pareto with exponent 1.2 from 1 tick on, cut at so many ticks: few very late ones. */
      PARETO
    }
  }
}
