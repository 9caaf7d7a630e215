// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.Spread.Bucket;
import dev.lastword.tune.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report is made of: the part of a tuning run's result that the page shows, in the order and
 * the words in which it does.
 *
 * @param source what was read, as it was named
 * @param facts what was read, in numbers
 * @param method how it was measured, in words
 * @param targets what was asked for
 * @param answer what is recommended
 * @param candidates what was tried, best first
 * @param references what every candidate is held against, the smaller first
 * @param lateness of operations; empty when nothing is known of their order of arrival
 * @param sizes how many sets have how many members, ascending
 */
record Findings(
    String source,
    List<Fact> facts,
    String method,
    Targets targets,
    Answer answer,
    List<Candidate> candidates,
    List<Reference> references,
    Optional<Timeliness> lateness,
    List<Bucket> sizes) {

  /** A number and what it is. */
  record Fact(String name, String value) {}

  /**
   * What is recommended.
   *
   * @param number of the candidate; empty when none meets the targets
   * @param sentences why, the shortest answer first
   * @param flags of the command; empty like the number
   * @param java the same for the library
   */
  record Answer(Optional<Integer> number, List<String> sentences, String flags, String java) {

    boolean names(Candidate candidate) {
      return number.isPresent() && number.get() == candidate.number();
    }
  }

  /**
   * What was tried.
   *
   * @param number from 1, as all charts and tables call it
   * @param policy in words
   * @param forget whether under FORGET, else KEEP
   * @param dominated whether another one is as good in everything and better in something
   * @param misses the targets that it misses, in a word or two each
   * @param bytes of all sets at the end
   * @param exact share of page reads that are exact; empty when not measured
   * @param cells what was measured, for the table
   */
  record Candidate(
      int number,
      String policy,
      boolean forget,
      boolean dominated,
      List<String> misses,
      double bytes,
      Optional<Double> exact,
      Map<Column, Cell> cells) {}

  /**
   * A measured number.
   *
   * @param value to sort by
   * @param text to read
   */
  record Cell(double value, String text) {}

  /**
   * What candidates are held against.
   *
   * @param name in a few words
   * @param bytes of all sets
   * @param cells what was measured, for the table
   */
  record Reference(String name, double bytes, Map<Column, Cell> cells) {}

  /**
   * How late operations were.
   *
   * @param late operations that came after a newer one of their set
   * @param all operations
   * @param curve ascending windows with the share of all operations that they have in time
   * @param windows the smallest that have a share in time
   */
  record Timeliness(long late, long all, List<Covered> curve, List<Covered> windows) {}

  /**
   * A window and what it covers.
   *
   * @param window in the unit of stamps
   * @param share of all operations that were no later
   */
  record Covered(long window, double share) {}
}
