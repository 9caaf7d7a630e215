// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.tune.CandidateResult;
import dev.lastword.tune.Cost;
import dev.lastword.tune.Exactness;
import dev.lastword.tune.Lateness;
import dev.lastword.tune.Losses;
import dev.lastword.tune.Recommendation;
import dev.lastword.tune.Sizes;
import dev.lastword.tune.TuneInput;
import dev.lastword.tune.TuneResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of a tuning run for people.
 *
 * @param result to show
 * @param style for headings
 * @param all whether dominated candidates are shown
 */
record TuneTable(TuneResult result, Style style, boolean all) {
  private static final String ROW = "%1s %15s %8s %12s %11s %10s %10s %9s %9s %6s %7s  %s";

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(input());
    Lateness lateness = result.lateness();
    if (lateness != null) {
      lines.add(late(lateness));
    }
    lines.add("");
    lines.add(
        style.heading(
            ROW.formatted(
                "",
                "bytes",
                "of all",
                "largest set",
                "tombstones",
                "exact",
                "forgotten",
                "refused",
                "came back",
                "ns/op",
                "B/op",
                "policy")));
    lines.add(row(" ", result.untruncated(), "(everything kept)"));
    List<CandidateResult> shown =
        result.candidates().stream().filter(each -> all || !each.isDominated()).toList();
    shown.forEach(each -> lines.add(row(mark(each), each, PolicyOptions.describe(each.policy()))));
    lines.add(bound(result.pageOnly()));
    int folded = result.candidates().size() - shown.size();
    lines.add("* meets the targets" + (folded == 0 ? "" : fold(folded)));
    lines.add("");
    advice(lines);
    return lines;
  }

  private static String fold(int folded) {
    return "; %s no better than one shown in any respect, folded away (--all shows them)"
        .formatted(folded == 1 ? "1 candidate is" : Quantities.number(folded) + " candidates are");
  }

  private String input() {
    TuneInput input = result.input();
    if (input.kind() == TuneInput.Kind.DATABASE) {
      return "%s: %s with %s and %s"
          .formatted(
              input.name(),
              Quantities.count(input.sets(), "set"),
              Quantities.count(input.adds(), "add"),
              Quantities.count(input.deletes(), "delete"));
    }
    return "%s: %s on %s: %s, %s, %s; the largest set has %s"
        .formatted(
            input.name(),
            Quantities.count(input.operations(), "operation"),
            Quantities.count(input.sets(), "set"),
            Quantities.count(input.adds(), "add"),
            Quantities.count(input.deletes(), "delete"),
            Quantities.count(input.forgets(), "forget"),
            Quantities.number(input.setSize().max()));
  }

  private static String late(Lateness lateness) {
    return "%s of the operations arrive late; a window of %s covers 99 %%, %s covers 99.9 %%, %s all"
        .formatted(
            percent(lateness.lateShare()),
            Quantities.number(lateness.window99()),
            Quantities.number(lateness.window999()),
            Quantities.number(lateness.windowAll()));
  }

  private String mark(CandidateResult candidate) {
    return candidate.meetsTargets() ? "*" : " ";
  }

  private String row(String mark, CandidateResult candidate, String name) {
    Exactness exactness = candidate.exactness();
    Losses losses = candidate.losses();
    Cost cost = candidate.cost();
    Sizes sizes = candidate.sizes();
    return ROW.formatted(
        mark,
        Quantities.number(sizes.bytes()),
        ofAll(sizes),
        Quantities.number(sizes.perSet().max()),
        percent(sizes.tombstoneShare()),
        exactness == null ? "-" : exact(exactness),
        losses == null ? "-" : Quantities.number(losses.forgotten()),
        losses == null ? "-" : Quantities.number(losses.refused()),
        losses == null ? "-" : Quantities.number(losses.comebacks()),
        cost == null ? "-" : Quantities.number(Math.round(cost.nanosPerOperation())),
        cost == null ? "-" : Quantities.number(Math.round(cost.bytesPerOperation())),
        name);
  }

  private String bound(Sizes page) {
    return ROW.formatted(
        " ",
        Quantities.number(page.bytes()),
        ofAll(page),
        Quantities.number(page.perSet().max()),
        percent(page.tombstoneShare()),
        "-",
        "-",
        "-",
        "-",
        "-",
        "-",
        "(nothing kept but the newest " + result.settings().page() + ")");
  }

  private String ofAll(Sizes sizes) {
    long everything = result.untruncated().sizes().bytes();
    return percent(everything == 0 ? 1 : (double) sizes.bytes() / everything);
  }

  private void advice(List<String> lines) {
    Recommendation advice = result.recommendation();
    lines.addAll(advice.words());
    if (!advice.flags().isEmpty()) {
      lines.add("");
      lines.add(style.heading("options  ") + advice.flags());
      lines.add(style.heading("java     ") + advice.java());
    }
  }

  /** Never rounds up to what was not reached. */
  private static String exact(Exactness exactness) {
    double percent = Math.floor(exactness.share() * 100_000 + 1e-6) / 1000;
    return String.format(Locale.ROOT, "%.3f %%", percent);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
