// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.model.Bytes;
import dev.lastword.model.ModelMerge;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a database must hold: for each writer, the model's sets after some number of its steps. It
 * finds that number in what the database does hold.
 */
final class Ledger {
  private final List<Workload> workloads = new ArrayList<>();
  private final List<Map<Bytes, ModelState>> sets = new ArrayList<>();
  private final int[] done;
  private ModelPolicy policy;
  private long operations;

  /**
   * Begins with an empty database.
   *
   * @param writers how many; the last ingests files
   */
  Ledger(long seed, int writers, ModelPolicy policy) {
    this.policy = policy;
    this.done = new int[writers];
    for (int writer = 0; writer < writers; writer++) {
      workloads.add(new Workload(seed, writer, writer == writers - 1));
      sets.add(new HashMap<>());
    }
  }

  /** Returns how many steps of each writer the database is known to hold. */
  int[] done() {
    return done.clone();
  }

  /** Returns how many operations those steps were. */
  long operations() {
    return operations;
  }

  ModelPolicy policy() {
    return policy;
  }

  /** Narrows the policy. */
  void adopt(ModelPolicy narrower) {
    policy = narrower;
    sets.forEach(keys -> keys.replaceAll((key, state) -> state.read(narrower)));
  }

  /**
   * Fails unless the sets are what each writer's first n steps make, for an n in the range.
   *
   * @return the ns
   */
  int[] check(Map<Bytes, ModelState> actual, int[] least, int[] most) {
    int[] found = new int[done.length];
    for (int writer = 0; writer < done.length; writer++) {
      Match match = new Match(writer, actual);
      found[writer] = match.find(least[writer], most[writer]);
    }
    return found;
  }

  /** Takes it for given that the database holds so many steps of each writer. */
  void advance(int[] steps) {
    for (int writer = 0; writer < done.length; writer++) {
      Map<Bytes, ModelState> keys = sets.get(writer);
      while (done[writer] < steps[writer]) {
        Step step = workloads.get(writer).step(done[writer]++);
        operations += step.ops().size();
        apply(step, keys);
      }
    }
  }

  private void apply(Step step, Map<Bytes, ModelState> keys) {
    step.byKey()
        .forEach((key, ops) -> {
          List<ModelState> operands = ops.stream().map(ModelState::of).toList();
          keys.put(key, ModelMerge.fullMerge(policy, keys.get(key), operands));
        });
  }

  /** One writer's walk through its steps, counting the keys that are not as they should be. */
  private final class Match {
    private final int writer;
    private final Map<Bytes, ModelState> actual = new HashMap<>();
    private final Map<Bytes, ModelState> expected;
    private int wrong;

    Match(int writer, Map<Bytes, ModelState> all) {
      this.writer = writer;
      this.expected = new HashMap<>(sets.get(writer));
      all.forEach((key, state) -> {
        if (Workload.writer(key) == writer) {
          actual.put(key, state);
        }
      });
      actual.keySet().forEach(key -> expected.putIfAbsent(key, ModelState.EMPTY));
      expected.keySet().forEach(key -> wrong += isWrong(key) ? 1 : 0);
    }

    /** Returns the most steps that explain what there is. */
    int find(int least, int most) {
      int found = -1;
      int fewestWrong = Integer.MAX_VALUE;
      int nearest = -1;
      for (int steps = done[writer]; ; steps++) {
        if (wrong == 0 && steps >= least) {
          found = steps;
        }
        if (wrong < fewestWrong) {
          fewestWrong = wrong;
          nearest = steps;
        }
        if (steps >= most) {
          break;
        }
        step(steps);
      }
      if (found < 0) {
        throw new AssertionError(
            "writer %d: no number of steps from %d to %d explains the sets; nearest is %d, with %d wrong"
                .formatted(writer, least, most, nearest, fewestWrong));
      }
      return found;
    }

    private void step(int number) {
      Step step = workloads.get(writer).step(number);
      List<Bytes> touched = List.copyOf(step.byKey().keySet());
      touched.forEach(key -> wrong -= isWrong(key) ? 1 : 0);
      apply(step, expected);
      touched.forEach(key -> wrong += isWrong(key) ? 1 : 0);
    }

    private boolean isWrong(Bytes key) {
      ModelState should = Objects.requireNonNullElse(expected.get(key), ModelState.EMPTY);
      return !should.equals(Objects.requireNonNullElse(actual.get(key), ModelState.EMPTY));
    }
  }
}
