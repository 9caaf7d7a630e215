// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Column.Group;
import dev.lastword.tune.report.Findings.Candidate;
import dev.lastword.tune.report.Findings.Cell;
import java.util.List;
import java.util.stream.Stream;

/** Every candidate with everything that was measured of it. */
final class CandidateTable {

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
    return Tag.classed("table", "sortable")
        .add(Tag.of("caption", "Best first; quiet rows are beaten by another candidate."))
        .add(Tag.of("thead").add(groups(), heads()), body);
  }

  private Tag groups() {
    Tag row = Tag.of("tr").add(Tag.of("td").with("colspan", "3"));
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
    Tag row =
        Tag.of("tr").add(head("#"), head("policy").with("class", "words"), head("meets targets"));
    columns.forEach(column -> row.add(head(column.head()).with("title", column.meaning())));
    return row;
  }

  private static Tag head(String text) {
    return Tag.of("th", text).with("scope", "col");
  }

  private Tag row(Candidate candidate) {
    boolean chosen =
        findings.answer().number().filter(number -> number == candidate.number()).isPresent();
    Tag row = Tag.of("tr").with("id", id(candidate));
    if (chosen || candidate.dominated()) {
      row.with("class", chosen ? "chosen" : "dominated");
    }
    String number = Integer.toString(candidate.number());
    row.add(Tag.of("th", number).with("scope", "row").with("data-value", number));
    row.add(Tag.classed("td", "words").text(candidate.policy()));
    row.add(Tag.classed("td", candidate.meets() ? "met" : "miss").text(meets(candidate, chosen)));
    columns.forEach(column -> row.add(cell(candidate.cells().get(column))));
    return row;
  }

  private static String meets(Candidate candidate, boolean chosen) {
    return candidate.meets() ? chosen ? "yes, recommended" : "yes" : "no";
  }

  private static Tag cell(@org.jspecify.annotations.Nullable Cell cell) {
    if (cell == null) {
      return Tag.of("td", "n/a").with("data-value", "-1");
    }
    return Tag.of("td", cell.text()).with("data-value", Text.plain(cell.value()));
  }
}
