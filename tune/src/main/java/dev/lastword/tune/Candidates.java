// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.merge.Policy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Makes lists of policies to try. */
public final class Candidates {

  private static final int LADDER = 4;

  private Candidates() {}

  /**
   * Returns every combination, in order, each once. Empty stands for no threshold.
   *
   * @param maxAdds bounds on members remembered as added; an empty list is no bound
   * @param maxDeletes likewise as deleted
   * @param windows bounds on age, likewise
   * @param overflows what to do when a tombstone has to go
   */
  public static List<Policy> cross(
      List<OptionalLong> maxAdds,
      List<OptionalLong> maxDeletes,
      List<OptionalLong> windows,
      List<Policy.Overflow> overflows) {
    Set<Policy> policies = new LinkedHashSet<>();
    for (OptionalLong adds : orNone(maxAdds)) {
      for (OptionalLong deletes : orNone(maxDeletes)) {
        for (OptionalLong window : orNone(windows)) {
          for (Policy.Overflow overflow : overflows) {
            policies.add(policy(overflow, adds, deletes, window));
          }
        }
      }
    }
    return List.copyOf(policies);
  }

  /**
   * Chooses a grid by a first look at the data: {@code maxAdds} from the page upwards in powers of
   * two, as far as sets go; {@code maxDeletes} at the quantiles of what sets would remember;
   * windows that cover 99.9 % of the operations and all of them. Policies of other overflow modes
   * than those wanted are left out.
   */
  static List<Policy> grid(
      Spreader addsOf, Spreader deletesOf, LateWatch late, int page, Set<Policy.Overflow> wanted) {
    List<OptionalLong> adds = ladder(page, addsOf.max());
    List<OptionalLong> deletes = quantiles(deletesOf);
    Set<OptionalLong> windows = new LinkedHashSet<>();
    if (late.window(1000) > 0) {
      windows.add(OptionalLong.of(late.window(999)));
      windows.add(OptionalLong.of(late.window(1000)));
    }
    List<Policy.Overflow> both = List.of(Policy.Overflow.FORGET, Policy.Overflow.KEEP);
    Set<Policy> policies = new LinkedHashSet<>(cross(adds, deletes, List.of(), both));
    policies.addAll(cross(adds, List.of(), List.of(), List.of(Policy.Overflow.FORGET)));
    if (!windows.isEmpty()) {
      policies.addAll(cross(List.of(), List.of(), List.copyOf(windows), both));
    }
    policies.removeIf(policy -> !wanted.contains(policy.overflow()));
    return List.copyOf(policies);
  }

  /** From the page on, doubled, until the largest set fits; at most four, the last steps wider. */
  private static List<OptionalLong> ladder(int page, long largest) {
    List<OptionalLong> steps = new ArrayList<>();
    double factor = Math.max(2, Math.pow((double) largest / page, 1.0 / LADDER));
    double step = page;
    for (int i = 0; i < LADDER && (i == 0 || step < (double) largest); i++) {
      steps.add(OptionalLong.of(rounded(step)));
      step *= factor;
    }
    return steps;
  }

  private static List<OptionalLong> quantiles(Spreader values) {
    Set<OptionalLong> distinct = new LinkedHashSet<>();
    Spread spread = values.spread();
    for (long quantile : new long[] {spread.p50(), spread.p90(), spread.p99()}) {
      if (quantile > 0) {
        distinct.add(OptionalLong.of(rounded((double) quantile)));
      }
    }
    return List.copyOf(distinct);
  }

  /** To two digits, upwards. */
  private static long rounded(double value) {
    double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1));
    return (long) (Math.ceil(value / unit) * unit);
  }

  private static List<OptionalLong> orNone(List<OptionalLong> values) {
    return values.isEmpty() ? List.of(OptionalLong.empty()) : values;
  }

  private static Policy policy(
      Policy.Overflow overflow, OptionalLong adds, OptionalLong deletes, OptionalLong window) {
    Policy policy = overflow == Policy.Overflow.FORGET ? Policy.forget() : Policy.keep();
    if (adds.isPresent()) {
      policy = policy.maxAdds(adds.getAsLong());
    }
    if (deletes.isPresent()) {
      policy = policy.maxDeletes(deletes.getAsLong());
    }
    return window.isPresent() ? policy.window(window.getAsLong()) : policy;
  }
}
