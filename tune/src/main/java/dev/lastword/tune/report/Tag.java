// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of a page or an image, in the making. Whatever text it is given stands for itself.
 * What it writes is both HTML and well-formed XML, so that any XML parser can check a page.
 */
final class Tag {

  /** Elements that never hold anything, of HTML and of what SVG is used here. */
  private static final Set<String> EMPTY =
      Set.of("meta", "br", "hr", "col", "path", "rect", "circle", "line", "ellipse", "polygon");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<String> content = new ArrayList<>();

  private Tag(String name) {
    this.name = name;
  }

  static Tag of(String name) {
    return new Tag(name);
  }

  /** An element with text and nothing else. */
  static Tag of(String name, String text) {
    return new Tag(name).text(text);
  }

  /** An element of a class; more than one are parted by spaces. */
  static Tag classed(String name, String classes) {
    return new Tag(name).with("class", classes);
  }

  Tag with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  Tag with(String attribute, double value) {
    return with(attribute, Text.tenths(value));
  }

  Tag text(String text) {
    content.add(escaped(text));
    return this;
  }

  Tag add(Tag... children) {
    return addAll(List.of(children));
  }

  Tag addAll(List<Tag> children) {
    children.forEach(child -> content.add(child.toString()));
    return this;
  }

  /** A style sheet or a script of our own, which must do without what would need escapes. */
  Tag trusted(String code) {
    if (code.indexOf('<') >= 0 || code.indexOf('&') >= 0) {
      throw new IllegalArgumentException("code has < or & in it; write it without: " + code);
    }
    content.add(code);
    return this;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(point -> escape(point, escaped));
    return escaped.toString();
  }

  private static void escape(int point, StringBuilder to) {
    switch (point) {
      case '&' -> to.append("&amp;");
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '"' -> to.append("&quot;");
      case '\'' -> to.append("&#39;");
      default -> to.appendCodePoint(allowed(point) ? point : 0xfffd);
    }
  }

  /** What XML 1.0 has as characters. */
  private static boolean allowed(int point) {
    boolean control = point < 0x20 && point != '\t' && point != '\n' && point != '\r';
    boolean surrogate = point >= 0xd800 && point <= 0xdfff;
    return !control && !surrogate && point != 0xfffe && point != 0xffff;
  }

  @Override
  public String toString() {
    StringBuilder tag = new StringBuilder("<").append(name);
    attributes.forEach((attribute, value) ->
        tag.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"'));
    if (EMPTY.contains(name) && content.isEmpty()) {
      return tag.append("/>").toString();
    }
    tag.append('>');
    content.forEach(tag::append);
    return tag.append("</").append(name).append('>').toString();
  }
}
