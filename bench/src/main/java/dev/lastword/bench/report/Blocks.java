// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the generated parts of a page that people write.
 *
 * <pre>
 *  &lt;!-- generated: bars --&gt;
 *  ...
 *  &lt;!-- end: bars --&gt;
 * </pre>
 */
final class Blocks {

  private Blocks() {}

  /** The page with these texts between their marks; a text without marks has no place in it. */
  static String fill(String page, Map<String, String> texts) {
    String filled = page;
    for (var text : texts.entrySet()) {
      Pattern block =
          Pattern.compile(begin(text.getKey()) + ".*?" + end(text.getKey()), Pattern.DOTALL);
      String body = begin(text.getKey()) + "\n" + text.getValue() + end(text.getKey());
      filled = block.matcher(filled).replaceAll(Matcher.quoteReplacement(body));
    }
    return filled;
  }

  private static String begin(String name) {
    return "<!-- generated: " + name + " -->";
  }

  private static String end(String name) {
    return "<!-- end: " + name + " -->";
  }
}
