// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What stands beside a file of results: where they come from.
 *
 * @param suite {@code smoke} or {@code full}
 * @param machine where it ran
 * @param versions of the libraries, by name
 * @param flags of each JVM
 * @param sessions that measured, oldest first
 * @param notRun what could not be measured, and why
 */
public record Run(
    String suite,
    Machine machine,
    Map<String, String> versions,
    List<String> flags,
    List<Session> sessions,
    List<NotRun> notRun) {

  /**
   * One start of the suite.
   *
   * @param benchmarks that it measured: {@code all}, or the expressions that chose them
   * @param commit of the sources
   * @param date on which it began
   * @param seconds that it took
   */
  public record Session(String benchmarks, String commit, String date, long seconds) {}
}
