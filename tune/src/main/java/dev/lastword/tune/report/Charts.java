// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The charts of a report: those for which there is something to draw. */
final class Charts {

  private static final int WIDE = 1000;
  private static final int WIDE_HEIGHT = 440;
  private static final int NARROW = 360;
  private static final int NARROW_HEIGHT = 340;

  private final Findings findings;

  Charts(Findings findings) {
    this.findings = findings;
  }

  Optional<Plot> frontier() {
    boolean measured = findings.candidates().stream().anyMatch(each -> each.exact().isPresent());
    return measured ? Optional.of(FrontierPlot.of(findings)) : Optional.empty();
  }

  Optional<Plot> lateness() {
    return findings
        .lateness()
        .filter(lateness -> !lateness.curve().isEmpty())
        .map(LatenessPlot::of);
  }

  Optional<Plot> sizes() {
    return findings.sizes().isEmpty()
        ? Optional.empty()
        : Optional.of(SizesPlot.of(findings.sizes()));
  }

  /** All there are, in the page's order. */
  List<Plot> all() {
    List<Plot> all = new ArrayList<>();
    frontier().ifPresent(all::add);
    lateness().ifPresent(all::add);
    sizes().ifPresent(all::add);
    return all;
  }

  /** An image that stands alone. */
  static String alone(Plot plot) {
    return new PlotImage(plot, WIDE, WIDE_HEIGHT).alone() + "\n";
  }

  /** A chart for a page, drawn once for a wide screen and once for a narrow one. */
  Tag figure(Plot plot) {
    Tag wide = new PlotImage(plot, WIDE, WIDE_HEIGHT).inPage(plot.id());
    Tag narrow = new PlotImage(plot, NARROW, NARROW_HEIGHT).inPage(plot.id() + "-narrow");
    Tag figure = Tag.of("figure").with("id", plot.id());
    figure.add(wide.with("class", "chart wide"), narrow.with("class", "chart narrow"));
    if (plot.id().equals("frontier")) {
      figure.add(Legend.of(findings));
    }
    return figure.add(Tag.of("figcaption", plot.description()));
  }
}
