// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.merge.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which candidate to take, and why.
 *
 * @param policy the cheapest candidate that meets all targets; null when none does
 * @param nextCheaper the candidate that comes next below it in bytes, or, when none meets the
 *     targets, the one that misses them by least; null when there is none
 * @param words the reasons: sentences in plain English, one a paragraph, without markup
 * @param flags the policy as options of the command, such as {@code --max-adds 800 --on-overflow
 *     forget}; empty when no candidate meets the targets
 * @param java the policy as a statement of Java; empty likewise
 */
public record Recommendation(
    @Nullable Policy policy,
    @Nullable Policy nextCheaper,
    List<String> words,
    String flags,
    String java) {

  /** Copies the list. */
  public Recommendation {
    words = List.copyOf(words);
  }
}
