// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.util.function.Predicate;

/** Which mark is what. */
final class Legend {

  private static final String DISC = "M11 2 a5 5 0 1 0 0.01 0 Z";
  private static final String DIAMOND = "M11 1 L17 7 L11 13 L5 7 Z";
  private static final String LINE = "M1 7 H21";

  private Legend() {}

  /** For what the frontier shows. */
  static Tag of(Findings findings) {
    Tag list = Tag.classed("ul", "legend");
    if (any(findings, Findings.Candidate::forget)) {
      list.add(mark(DISC, Ink.FORGET.style(), "FORGET"));
    }
    if (any(findings, each -> !each.forget())) {
      list.add(mark(DIAMOND, Ink.KEEP.style(), "KEEP"));
    }
    if (any(findings, Findings.Candidate::dominated)) {
      list.add(mark(DISC, Ink.FAINT.style(), "beaten by another candidate"));
    }
    if (findings.answer().number().isPresent()) {
      list.add(ring());
    }
    list.add(line(Ink.TARGET, "5 3", "target"));
    if (!findings.references().isEmpty()) {
      list.add(line(Ink.BOUND, "2 3", "reference"));
    }
    return list;
  }

  private static boolean any(Findings findings, Predicate<Findings.Candidate> which) {
    return findings.candidates().stream().anyMatch(which);
  }

  private static Tag line(Ink ink, String dashes, String text) {
    Tag path = path(LINE, "line-" + ink.style()).with("stroke-width", "2");
    return item(svg().add(path.with("stroke-dasharray", dashes)), text);
  }

  private static Tag ring() {
    Tag ring = path("M11 1 a6 6 0 1 0 0.01 0 Z", "line-" + Ink.CHOSEN.style());
    ring.with("stroke-width", "2");
    Tag disc = path("M11 4 a3 3 0 1 0 0.01 0 Z", Ink.CHOSEN.style());
    return item(svg().add(ring, disc), "recommended");
  }

  private static Tag mark(String shape, String style, String text) {
    return item(svg().add(path(shape, style)), text);
  }

  private static Tag path(String shape, String style) {
    return Tag.classed("path", style).with("d", shape);
  }

  private static Tag svg() {
    return Tag.classed("svg", "chart").with("viewBox", "0 0 22 14").with("aria-hidden", "true");
  }

  private static Tag item(Tag svg, String text) {
    return Tag.of("li").add(svg).text(text);
  }
}
