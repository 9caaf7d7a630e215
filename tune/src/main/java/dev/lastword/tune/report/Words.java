// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.TuneInput;
import dev.lastword.tune.TuneResult;
import dev.lastword.tune.TuneSettings;
import dev.lastword.tune.report.Findings.Timeliness;

/** Sentences of the page that are longer than a line. */
final class Words {

  static final String FRONTIER =
      "A candidate further to the left needs fewer bytes, one further up answers more page reads"
          + " exactly; each step up is ten times fewer wrong reads. The line joins the candidates"
          + " that no other beats on both. A bright one off the line has fewer deleted members come"
          + " back than those that beat it.";

  static final String NO_READS =
      "How exact page reads would be is not known: a database does not tell in which order its"
          + " operations arrived. The table of candidates has what the sets would take.";

  static final String NO_LATENESS =
      "A database does not tell in which order its operations arrived. An operation log does.";

  static final String NO_CANDIDATES = "There is no candidate to show.";

  static final String NO_SETS = "There is no set to show.";

  private Words() {}

  static String lateness(Timeliness lateness) {
    if (lateness.all() == 0) {
      return "There was no operation.";
    }
    if (lateness.late() == 0) {
      return "No operation arrived after a newer one of its set, so any window has all in time.";
    }
    return String.format(
        "%s of %s operations (%s) arrived after a newer one of the same set. An operation is in"
            + " time for a window when it is no later than that.",
        Text.count(lateness.late()),
        Text.count(lateness.all()),
        Text.percent((double) lateness.late() / lateness.all()));
  }

  static String method(TuneResult result) {
    int candidates = result.candidates().size();
    String policies = candidates == 1 ? "1 policy" : Text.count(candidates) + " policies";
    if (result.input().kind() == TuneInput.Kind.DATABASE) {
      return String.format("The database's records were truncated under %s, in memory.", policies);
    }
    TuneSettings settings = result.settings();
    return String.format(
        "Every operation was merged under %s and without truncation, %s operands of a set a merge."
            + " A page of %s members was read every %s operations on average, and of each set at"
            + " the end. Seed %d.",
        policies,
        Text.count(settings.operandsPerMerge()),
        Text.count(settings.page()),
        Text.count(settings.readEvery()),
        settings.seed());
  }
}
