// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Findings.Answer;
import dev.lastword.tune.report.Findings.Covered;
import dev.lastword.tune.report.Findings.Fact;
import dev.lastword.tune.report.Findings.Timeliness;
import java.util.List;

/** The page, section by section. It needs no other file, no network and no script to be read. */
final class ReportPage {

  private final Findings findings;
  private final Charts charts;
  private final CandidateTable table;

  ReportPage(Findings findings) {
    this.findings = findings;
    this.charts = new Charts(findings);
    this.table = new CandidateTable(findings);
  }

  /** The whole file. */
  String html() {
    Tag page = Tag.of("html").with("lang", "en").with("xmlns", "http://www.w3.org/1999/xhtml");
    page.add(head(), Tag.of("body").addAll(body()));
    return "<!DOCTYPE html>\n" + page + "\n";
  }

  private Tag head() {
    String viewport = "width=device-width, initial-scale=1";
    return Tag.of("head")
        .add(Tag.of("meta").with("charset", "utf-8"))
        .add(Tag.of("meta").with("name", "viewport").with("content", viewport))
        .add(Tag.of("meta").with("name", "color-scheme").with("content", "light dark"))
        .add(Tag.of("title", "Thresholds for " + findings.source()))
        .add(Tag.of("style").trusted(PageStyle.sheet()));
  }

  private List<Tag> body() {
    Tag header = Tag.of("header");
    header.add(Tag.of("h1").text("Thresholds for ").add(Tag.of("code", findings.source())));
    header.add(answer());
    Tag main = Tag.of("main").add(read(), frontier(), lateness(), sizes(), candidates(), terms());
    return List.of(header, main, footer(), Tag.of("script").trusted(SortScript.CODE));
  }

  private Tag answer() {
    Answer answer = findings.answer();
    Tag box = Tag.classed("section", answer.number().isPresent() ? "answer" : "answer none");
    box.with("id", "recommendation").with("aria-label", "Recommendation");
    boolean first = true;
    for (String sentence : answer.sentences()) {
      box.add(first ? Tag.classed("p", "policy").text(sentence) : Tag.of("p", sentence));
      first = false;
    }
    if (!answer.flags().isEmpty()) {
      box.add(Tag.of("h3", "For the command"), pre(answer.flags()));
      box.add(Tag.of("h3", "For the library"), pre(answer.java()));
    }
    return box;
  }

  private static Tag pre(String code) {
    return Tag.of("pre").add(Tag.of("code", code));
  }

  private Tag read() {
    Tag section = section("read", "What was read");
    Tag facts = Tag.classed("dl", "facts");
    for (Fact fact : findings.facts()) {
      facts.add(Tag.of("div").add(Tag.of("dt", fact.name()), Tag.of("dd", fact.value())));
    }
    return section.add(facts);
  }

  private Tag frontier() {
    Tag section = section("exactness", "Bytes against exactness");
    if (charts.frontier().isEmpty()) {
      boolean tried = !findings.candidates().isEmpty();
      return section.add(Tag.of("p", tried ? Words.NO_READS : Words.NO_CANDIDATES));
    }
    return section.add(Tag.of("p", Words.FRONTIER), charts.figure(charts.frontier().get()));
  }

  private Tag lateness() {
    Tag section = section("late", "How late operations arrive");
    if (findings.lateness().isEmpty()) {
      return section.add(Tag.of("p", Words.NO_LATENESS));
    }
    Timeliness lateness = findings.lateness().get();
    section.add(Tag.of("p", Words.lateness(lateness)));
    charts.lateness().ifPresent(plot -> section.add(charts.figure(plot)));
    if (!lateness.windows().isEmpty()) {
      section.add(windows(lateness.windows()));
    }
    return section;
  }

  private static Tag windows(List<Covered> windows) {
    Tag body = Tag.of("tbody");
    for (Covered covered : windows) {
      Tag row = Tag.of("tr").add(Tag.of("th", LatenessPlot.name(covered)).with("scope", "row"));
      body.add(row.add(Tag.of("td", Text.count(covered.window()))));
    }
    Tag heads = Tag.of("tr");
    heads.add(Tag.of("th", "operations in time").with("scope", "col"));
    heads.add(Tag.of("th", "smallest window").with("scope", "col"));
    return scroll("Windows", Tag.of("table").add(Tag.of("thead").add(heads), body));
  }

  private Tag sizes() {
    Tag section = section("set-sizes", "Sizes of sets");
    if (charts.sizes().isEmpty()) {
      return section.add(Tag.of("p", Words.NO_SETS));
    }
    return section.add(charts.figure(charts.sizes().get()));
  }

  private Tag candidates() {
    String title = findings.candidates().size() == 1 ? "The candidate" : "All candidates";
    return section("candidates", title).add(scroll(title, table.table()));
  }

  /** Wide tables scroll by themselves; by keyboard too. */
  private static Tag scroll(String name, Tag table) {
    return Tag.classed("div", "scroll")
        .with("role", "region")
        .with("aria-label", name)
        .with("tabindex", "0")
        .add(table);
  }

  private Tag terms() {
    Tag section = section("columns", "What the columns mean");
    Tag list = Tag.classed("dl", "terms");
    for (Column column : table.columns()) {
      String name = column.group().title() + ": " + column.head();
      list.add(Tag.of("dt", name), Tag.of("dd", column.meaning()));
    }
    return section.add(list);
  }

  private Tag footer() {
    return Tag.of("footer").add(Tag.of("p", findings.method() + " This page loads nothing."));
  }

  private static Tag section(String id, String title) {
    String heading = id + "-heading";
    return Tag.of("section")
        .with("id", id)
        .with("aria-labelledby", heading)
        .add(Tag.of("h2", title).with("id", heading));
  }
}
