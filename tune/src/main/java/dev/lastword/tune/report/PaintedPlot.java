// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.awt.Color;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Makes what VectorGraphics2D wrote fit to stand in a page: inks as classes instead of colours,
 * tenths of pixels, one line where it painted a segment at a time, and neither clips (their ids
 * would clash, and nothing lies outside) nor what cannot be seen.
 */
final class PaintedPlot {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");
  private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");

  private PaintedPlot() {}

  /** The elements within the root of {@code svg}, restyled. */
  static List<Tag> elements(String svg) {
    List<Tag> elements = new ArrayList<>();
    for (Element element : children(parse(svg))) {
      if (element.getTagName().equals("g")) {
        LineRuns.joined(children(element)).forEach(child -> add(elements, child));
      } else if (!element.getTagName().equals("defs")) {
        add(elements, element);
      }
    }
    return elements;
  }

  private static void add(List<Tag> elements, Element element) {
    Map<String, String> style = style(element.getAttribute("style"));
    if (style.containsKey("fill-opacity") || style.containsKey("stroke-opacity")) {
      return; // the grounds, which are transparent
    }
    Tag tag = Tag.classed(element.getTagName(), inkClass(style));
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if (!attribute.getNodeName().equals("style")) {
        tag.with(attribute.getNodeName(), rounded(attribute.getNodeValue()));
      }
    }
    style.remove("fill");
    style.remove("stroke");
    style.forEach((name, value) -> tag.with(name, rounded(value)));
    elements.add(tag);
  }

  private static String inkClass(Map<String, String> style) {
    String fill = style.getOrDefault("fill", "none");
    if (!fill.equals("none")) {
      return ink(fill).style();
    }
    return "line-" + ink(style.getOrDefault("stroke", "none")).style();
  }

  private static Ink ink(String colour) {
    Matcher rgb = RGB.matcher(colour);
    if (!rgb.matches()) {
      throw new IllegalStateException("painted in what is no colour: colour=" + colour);
    }
    return Ink.of(new Color(part(rgb, 1), part(rgb, 2), part(rgb, 3)));
  }

  private static int part(Matcher rgb, int index) {
    return Integer.parseInt(rgb.group(index));
  }

  private static Map<String, String> style(String text) {
    Map<String, String> style = new TreeMap<>();
    for (String property : text.split(";", -1)) {
      int colon = property.indexOf(':');
      if (colon > 0) {
        style.put(property.substring(0, colon), property.substring(colon + 1));
      }
    }
    return style;
  }

  static String rounded(String text) {
    return NUMBER
        .matcher(text)
        .replaceAll(number -> Text.tenths(Double.parseDouble(number.group())));
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static Element parse(String svg) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      // The SVG names a DTD on the Web, which is nobody's business.
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      return builder.parse(new InputSource(new StringReader(svg))).getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException broken) {
      throw new IllegalStateException("painted what is no SVG: " + broken.getMessage(), broken);
    }
  }
}
