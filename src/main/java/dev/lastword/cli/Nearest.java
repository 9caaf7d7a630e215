// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant to type. */
final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest single-letter edits away (Levenshtein's distance, with a swap of
   * two neighbours counting as one); one that begins with what was typed goes before all others.
   *
   * @param typed what stands on the command line
   * @param candidates what it could have been
   * @return empty only where there are no candidates
   */
  static Optional<String> of(String typed, Collection<String> candidates) {
    return candidates.stream()
        .min(
            Comparator.comparing((String name) -> !begins(name, typed))
                .thenComparingInt(name -> distance(typed, name))
                .thenComparing(name -> name));
  }

  /** Two dashes begin every option and say nothing. */
  private static boolean begins(String name, String typed) {
    return typed.length() >= 2 && !typed.equals("--") && name.startsWith(typed);
  }

  static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      edits[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      edits[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = edits[i - 1][j - 1] + (same ? 0 : 1);
        best = Math.min(best, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (swapped(a, i, b, j)) {
          best = Math.min(best, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = best;
      }
    }
    return edits[a.length()][b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
