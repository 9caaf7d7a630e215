// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Findings.Lateness;

/** Sentences of the page that are longer than a line. */
final class Words {

  private Words() {}

  static String lateness(Lateness lateness) {
    if (lateness.late() == 0) {
      return "No operation arrived after a newer one of its set, so any window covers all.";
    }
    return String.format(
        "%s of %s operations (%s) arrived after a newer one of the same set. How much later tells"
            + " how long tombstones must be remembered.",
        Text.count(lateness.late()),
        Text.count(lateness.all()),
        Text.percent((double) lateness.late() / lateness.all()));
  }
}
