// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list readable: drops whatever it fails without. */
public final class Shrinker {
  private Shrinker() {}

  /**
   * Returns a sublist of {@code items} that still fails: first halves are tried, then ever smaller
   * runs, down to single items, until no single one can go or {@code tries} are used up.
   *
   * @param fails true for {@code items}, and repeatable
   */
  public static <T> List<T> shrink(List<T> items, int tries, Predicate<List<T>> fails) {
    List<T> smallest = items;
    int run = Math.max(1, items.size() / 2);
    int left = tries;
    boolean dropped = false;
    int at = 0;
    while (left > 0 && !smallest.isEmpty()) {
      if (at >= smallest.size()) {
        if (run == 1 && !dropped) {
          break;
        }
        run = Math.max(1, run / 2);
        dropped = false;
        at = 0;
      }
      List<T> candidate = new ArrayList<>(smallest);
      candidate.subList(at, Math.min(at + run, candidate.size())).clear();
      left--;
      if (fails.test(candidate)) {
        smallest = candidate;
        dropped = true;
      } else {
        at += run;
      }
    }
    return smallest;
  }
}
