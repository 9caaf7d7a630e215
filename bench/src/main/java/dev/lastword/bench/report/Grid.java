// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A Markdown table.
 *
 * @param heads of the columns
 * @param words how many of the first columns are words, which stand left; numbers stand right
 * @param lines cells by line
 */
record Grid(List<String> heads, int words, List<List<String>> lines) {

  /** The table's text, with a newline at its end. */
  String markdown() {
    StringBuilder text = new StringBuilder(line(heads)).append('|');
    for (int i = 0; i < heads.size(); i++) {
      text.append(i < words ? "---|" : "--:|");
    }
    text.append('\n');
    lines.forEach(line -> text.append(line(line)));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
