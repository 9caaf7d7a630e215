// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.tune.CandidateResult;
import dev.lastword.tune.Exactness;
import dev.lastword.tune.Losses;
import dev.lastword.tune.TuneResult;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {

  private static final int TARGETS_COLUMN = 1;

  @ParameterizedTest
  @EnumSource(SampleCase.class)
  void html_anyResult_isWellFormedWithEveryIdOnce(SampleCase sample) throws Exception {
    List<String> ids = new ArrayList<>();
    for (Element element : elements(parse(HtmlReport.html(sample.result())), "*")) {
      if (element.hasAttribute("id")) {
        ids.add(element.getAttribute("id"));
      }
    }
    assertEquals(ids.stream().distinct().toList(), ids);
  }

  @ParameterizedTest
  @EnumSource(SampleCase.class)
  void html_anyResult_hasRowAndNumbersOfEveryCandidate(SampleCase sample) throws Exception {
    TuneResult result = sample.result();
    Document page = parse(HtmlReport.html(result));
    List<Column> columns = new CandidateTable(ResultReader.findings(result)).columns();
    for (int i = 0; i < result.candidates().size(); i++) {
      CandidateResult candidate = result.candidates().get(i);
      Element row = byId(page, "candidate-" + (i + 1));
      List<Element> cells = elements(row, "td");
      boolean meets = cells.get(TARGETS_COLUMN - 1).getTextContent().startsWith("yes");
      assertEquals(candidate.meetsTargets(), meets);
      assertCell(cells, columns, Column.BYTES, Text.bytes((double) candidate.sizes().bytes()));
      assertCell(cells, columns, Column.ENTRIES, Text.count(candidate.sizes().entries()));
      Exactness exactness = candidate.exactness();
      Losses losses = candidate.losses();
      if (exactness != null && losses != null) {
        assertCell(cells, columns, Column.EXACT, Text.percent(exactness.share()));
        assertCell(cells, columns, Column.AT_END, Text.percent(exactness.shareAtEnd()));
        assertCell(cells, columns, Column.MISSING, Text.count(exactness.missing()));
        assertCell(cells, columns, Column.EXTRA, Text.count(exactness.extra()));
        assertCell(cells, columns, Column.DEAD, Text.count(exactness.dead()));
        assertCell(cells, columns, Column.FORGOTTEN, Text.count(losses.forgotten()));
        assertCell(cells, columns, Column.REFUSED, Text.count(losses.refused()));
        assertCell(cells, columns, Column.REFUSED_LIVE, Text.count(losses.refusedLive()));
        assertCell(cells, columns, Column.MISSING_AT_END, Text.count(losses.missingAtEnd()));
        assertCell(cells, columns, Column.DEAD_AT_END, Text.count(losses.deadAtEnd()));
        assertCell(cells, columns, Column.RETURNED, Text.count(losses.comebacks()));
      } else {
        assertFalse(columns.contains(Column.EXACT) || columns.contains(Column.RETURNED));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SampleCase.class)
  void html_anyResult_loadsNothing(SampleCase sample) throws Exception {
    String html = HtmlReport.html(sample.result());
    assertFalse(html.contains("url(") || html.contains("@import"));
    for (Element element : elements(parse(html), "*")) {
      for (String attribute : List.of("src", "href", "srcset", "data", "action", "xlink:href")) {
        String target = element.getAttribute(attribute);
        assertTrue(target.isEmpty() || target.startsWith("#"), target);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SampleCase.class)
  void html_anyResult_drawsWithinCharts(SampleCase sample) throws Exception {
    String html = HtmlReport.html(sample.result());
    assertFalse(html.contains("NaN") || html.contains("Infinity"));
    for (Element circle : elements(parse(html), "circle")) {
      double x = Double.parseDouble(circle.getAttribute("cx"));
      double y = Double.parseDouble(circle.getAttribute("cy"));
      assertTrue(x >= 0 && x <= 1000 && y >= 0 && y <= 440, x + ", " + y);
    }
  }

  @Test
  void svg_curveOfManyPoints_isOneLine() throws Exception {
    Findings findings = ResultReader.findings(SampleCase.ORDINARY.result());
    String svg = Charts.alone(new Charts(findings).lateness().orElseThrow());
    Document chart = parse(svg);
    assertEquals(1, elements(chart, "polyline").size());
    assertTrue(elements(chart, "line").size() < 30, svg);
  }

  @Test
  void withLabels_littleRoom_leavesNoTwoTooNear() {
    List<Axis.Tick> ticks = LogTicks.between(40, 210, Text::brief);
    List<Double> labelled =
        new Axis("bytes", 40, 210, ticks)
            .withLabels(7).ticks().stream()
                .filter(tick -> !tick.label().isEmpty())
                .map(Axis.Tick::at)
                .toList();
    assertEquals(List.of(40.0, 60.0, 80.0, 200.0), labelled);
  }

  @Test
  void html_hostileName_staysText() throws Exception {
    Document page = parse(HtmlReport.html(SampleCase.HOSTILE.result()));
    String shown = elements(page, "h1").getFirst().getTextContent();
    assertEquals("Thresholds for " + SampleCase.HOSTILE_NAME.replace('\0', '\ufffd'), shown);
    assertEquals(1, elements(page, "script").size());
    assertEquals(0, elements(page, "img").size());
  }

  @Test
  void html_recommendation_isShownInWordsFlagsAndJava() throws Exception {
    TuneResult result = SampleCase.ORDINARY.result();
    Element box = byId(parse(HtmlReport.html(result)), "recommendation");
    List<String> texts = elements(box, "*").stream().map(Element::getTextContent).toList();
    assertTrue(texts.containsAll(result.recommendation().words()));
    assertTrue(texts.contains(result.recommendation().flags()));
    assertTrue(texts.contains(result.recommendation().java()));
  }

  @Test
  void html_database_saysWhatIsNotKnownAndHasNoSuchChart() throws Exception {
    Document page = parse(HtmlReport.html(SampleCase.DATABASE.result()));
    assertTrue(page.getDocumentElement().getTextContent().contains(Words.NO_READS));
    assertTrue(page.getDocumentElement().getTextContent().contains(Words.NO_LATENESS));
    assertEquals(
        List.of("sizes"),
        elements(page, "figure").stream().map(each -> each.getAttribute("id")).toList());
  }

  @Test
  void percent_shareBelowTarget_neverLooksLikeIt() {
    assertEquals("99.9 %", Text.percent(0.999));
    assertEquals("99.89 %", Text.percent(0.998999));
    assertEquals("99.999999999 %", Text.percent(0.99999999999));
    assertEquals("0.00000012 %", Text.percent(1.2e-9));
  }

  @Test
  void write_existingFile_isReplacedAndNothingElseLeft(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), "old");
    TuneResult result = SampleCase.ORDINARY.result();
    HtmlReport.write(result, file);
    assertEquals(HtmlReport.html(result), Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void policies_ofSamples_areDistinct() {
    List<Policy> policies =
        SampleCase.MANY.result().candidates().stream().map(CandidateResult::policy).toList();
    assertEquals(200, policies.stream().distinct().count());
  }

  private static void assertCell(
      List<Element> cells, List<Column> columns, Column column, String text) {
    assertEquals(text, cells.get(TARGETS_COLUMN + columns.indexOf(column)).getTextContent());
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static Element byId(Document page, String id) {
    return elements(page, "*").stream()
        .filter(element -> element.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the page has no id " + id));
  }

  private static List<Element> elements(Document page, String name) {
    return list(page.getElementsByTagName(name));
  }

  private static List<Element> elements(Element parent, String name) {
    return list(parent.getElementsByTagName(name));
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> list = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      list.add((Element) nodes.item(i));
    }
    return list;
  }
}
