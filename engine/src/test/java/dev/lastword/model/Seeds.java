// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Runs a law on many random cases, and says how to run the one that breaks it again.
 *
 * <p>{@code -Dlastword.seed=N} runs that seed alone; {@code -Dlastword.rounds=N} says how many
 * random ones to run otherwise, {@code -Dlastword.draw=N} draws the same ones each time, and {@code
 * -Dlastword.shrink=0} leaves what fails as it is.
 */
public final class Seeds {
  private static final int SHRINK_TRIES = Integer.getInteger("lastword.shrink", 3_000);

  private Seeds() {}

  /** Something that must hold for all operations under all policies. */
  @FunctionalInterface
  public interface Law {
    /**
     * Fails with an error or exception where the law is broken.
     *
     * @param gen for what else the law draws at random; the same at each run of one seed
     */
    void check(Gen gen, ModelPolicy policy, List<Op> ops);
  }

  /** Returns the seeds to run: the one asked for, or as many fresh ones as asked for. */
  public static List<Long> seeds(int defaultRounds) {
    Long one = Long.getLong("lastword.seed");
    if (one != null) {
      return List.of(one);
    }
    Long draw = Long.getLong("lastword.draw");
    SplittableRandom random = draw == null ? new SplittableRandom() : new SplittableRandom(draw);
    int rounds = Integer.getInteger("lastword.rounds", defaultRounds);
    return random.longs(rounds).boxed().toList();
  }

  /** Checks {@code law} on random operations, under the policies that {@code policies} draws. */
  public static void forAll(int defaultRounds, Function<Gen, ModelPolicy> policies, Law law) {
    for (long seed : seeds(defaultRounds)) {
      run(seed, policies, law);
    }
  }

  static void run(long seed, Function<Gen, ModelPolicy> policies, Law law) {
    Gen gen = new Gen(seed);
    ModelPolicy policy = policies.apply(gen);
    List<Op> ops = gen.ops(policy);
    Throwable failure = failure(seed, policy, ops, law);
    if (failure != null) {
      List<Op> fewest =
          Shrinker.shrink(ops, SHRINK_TRIES, some -> failure(seed, policy, some, law) != null);
      Throwable cause = failure(seed, policy, fewest, law);
      throw new AssertionError(report(seed, policy, fewest, cause), cause);
    }
  }

  private static String report(
      long seed, ModelPolicy policy, List<Op> ops, @Nullable Throwable cause) {
    return "the law is broken under "
        + policy
        + " by "
        + ops
        + "; run it again with -Dlastword.seed="
        + seed
        + "\n"
        + cause;
  }

  private static @Nullable Throwable failure(long seed, ModelPolicy policy, List<Op> ops, Law law) {
    try {
      law.check(new Gen(~seed), policy, ops);
      return null;
    } catch (TestAbortedException e) {
      throw e;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }
}
