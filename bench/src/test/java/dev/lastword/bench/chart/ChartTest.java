// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.bench.chart.BarChart.Bar;
import dev.lastword.bench.chart.BarChart.Group;
import dev.lastword.bench.chart.LineChart.Line;
import dev.lastword.bench.chart.LineChart.Point;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {

  private static final Axis LOG = new Axis("time", true, value -> Math.round(value) + " ns");

  @Test
  void lineChart_everyLine_hasItsNameAndPoints() throws Exception {
    Document svg = parsed(lines(line("one & only", 10), line("other", 20)).svg());
    assertTrue(texts(svg).containsAll(List.of("Merging", "one & only", "other")), svg.toString());
    assertEquals(4, svg.getElementsByTagName("circle").getLength());
    assertEquals(2, svg.getElementsByTagName("polyline").getLength());
  }

  @Test
  void lineChart_namesOfLinesThatMeet_doNotOverlap() throws Exception {
    Document svg = parsed(lines(line("a", 10), line("b", 10.01), line("c", 10.02)).svg());
    List<Double> heights = new ArrayList<>();
    for (Element text : elements(svg, "text")) {
      if (List.of("a", "b", "c").contains(text.getTextContent())) {
        heights.add(Double.parseDouble(text.getAttribute("y")));
      }
    }
    heights.sort(null);
    assertTrue(heights.get(1) - heights.get(0) > 13, heights.toString());
    assertTrue(heights.get(2) - heights.get(1) > 13, heights.toString());
  }

  @Test
  void barChart_linear_lengthsAreInProportion() throws Exception {
    Axis axis = new Axis("size", false, value -> Math.round(value) + " B");
    List<Double> widths = widths(bars(axis));
    assertEquals(widths.get(0) / 2, widths.get(1), 0.2);
  }

  @Test
  void barChart_logarithmic_shortestIsSeen() throws Exception {
    assertTrue(widths(bars(LOG)).get(1) > 5);
  }

  @Test
  void svg_twice_isTheSame() {
    assertEquals(lines(line("one", 10)).svg(), lines(line("one", 10)).svg());
  }

  private static LineChart lines(Line... lines) {
    return new LineChart("Merging", LOG, LOG, List.of(lines));
  }

  private static Line line(String name, double y) {
    return new Line(name, Colour.BLUE, "", true, List.of(new Point(1, y), new Point(100, y)));
  }

  private static BarChart bars(Axis axis) {
    Bar longer = new Bar("long", Colour.BLUE, 500, "500 B");
    Bar shorter = new Bar("short", Colour.RED, 250, "250 B");
    return new BarChart("Size", axis, List.of(new Group("both", List.of(longer, shorter))));
  }

  /** The bars' widths; the first rectangle is the ground. */
  private static List<Double> widths(BarChart chart) throws Exception {
    return elements(parsed(chart.svg()), "rect").stream()
        .skip(1)
        .map(bar -> Double.parseDouble(bar.getAttribute("width")))
        .toList();
  }

  private static List<String> texts(Document svg) {
    return elements(svg, "text").stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Document svg, String name) {
    NodeList found = svg.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
