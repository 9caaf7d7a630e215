// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Column.Group;
import dev.lastword.tune.report.Findings.Candidate;
import dev.lastword.tune.report.Findings.Cell;
import dev.lastword.tune.report.Findings.Reference;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every candidate with everything that was measured of it. */
final class CandidateTable {

  private static final String CAPTION =
      "Best first. In quiet rows another candidate is as good in everything and better in"
          + " something. Below them, what candidates are held against.";

  private final Findings findings;
  private final List<Column> columns;

  CandidateTable(Findings findings) {
    this.findings = findings;
    this.columns =
        Stream.of(Column.values())
            .filter(column ->
                findings.candidates().stream().anyMatch(each -> each.cells().containsKey(column)))
            .toList();
  }

  /** The columns that have anything in them. */
  List<Column> columns() {
    return columns;
  }

  /** The id of a candidate's row. */
  static String id(Candidate candidate) {
    return "candidate-" + candidate.number();
  }

  Tag table() {
    Tag body = Tag.of("tbody");
    findings.candidates().forEach(candidate -> body.add(row(candidate)));
    Tag foot = Tag.of("tfoot");
    findings.references().forEach(reference -> foot.add(row(reference)));
    return Tag.classed("table", "sortable")
        .add(Tag.of("caption", CAPTION))
        .add(Tag.of("thead").add(groups(), heads()), body, foot);
  }

  private Tag groups() {
    Tag row = Tag.of("tr").add(Tag.of("td").with("colspan", "2"));
    for (Group group : Group.values()) {
      long span = columns.stream().filter(column -> column.group() == group).count();
      if (span > 0) {
        row.add(
            Tag.of("th", group.title())
                .with("class", "group")
                .with("scope", "colgroup")
                .with("colspan", Long.toString(span)));
      }
    }
    return row;
  }

  private Tag heads() {
    Tag row = Tag.of("tr").add(head("#"), head("meets targets").with("class", "words"));
    columns.forEach(column -> row.add(head(column.head()).with("title", column.meaning())));
    return row;
  }

  private static Tag head(String text) {
    return Tag.of("th", text).with("scope", "col");
  }

  private Tag row(Candidate candidate) {
    boolean chosen = findings.answer().names(candidate);
    Tag row = Tag.of("tr").with("id", id(candidate));
    if (chosen || candidate.dominated()) {
      row.with("class", chosen ? "chosen" : "dominated");
    }
    String number = Integer.toString(candidate.number());
    row.add(Tag.of("th", number).with("scope", "row").with("data-value", number));
    row.add(verdict(candidate, chosen));
    columns.forEach(column -> row.add(cell(candidate.cells().get(column))));
    return row;
  }

  private static Tag verdict(Candidate candidate, boolean chosen) {
    if (candidate.misses().isEmpty()) {
      return Tag.classed("td", "words").text(chosen ? "yes, recommended" : "yes");
    }
    return Tag.classed("td", "words miss").text("no: " + String.join(", ", candidate.misses()));
  }

  private Tag row(Reference reference) {
    Tag row = Tag.of("tr");
    row.add(Tag.of("th", reference.name()).with("scope", "row").with("colspan", "2"));
    columns.forEach(column -> row.add(cell(reference.cells().get(column))));
    return row;
  }

  private static Tag cell(@Nullable Cell cell) {
    if (cell == null) {
      return Tag.of("td").with("data-value", "-1");
    }
    return Tag.of("td", cell.text()).with("data-value", Text.plain(cell.value()));
  }
}
