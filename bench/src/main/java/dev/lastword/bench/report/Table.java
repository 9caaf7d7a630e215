// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.List;

/**
 * What a benchmark's table is called and compared with.
 *
 * @param benchmark simple name of the benchmark's class
 * @param title of the table
 * @param sentence that says what it shows
 * @param baseline the contender whose time is 1x
 * @param columns parameters in the order in which they stand; others follow
 * @param figures what the benchmark counts besides time
 */
record Table(
    String benchmark,
    String title,
    String sentence,
    String baseline,
    List<String> columns,
    List<Figure> figures) {

  /**
   * A figure besides time, which has a table of its own.
   *
   * @param counter name of the field that counts it
   * @param title of that table
   * @param unit how to write it
   */
  record Figure(String counter, String title, Unit unit) {}
}
