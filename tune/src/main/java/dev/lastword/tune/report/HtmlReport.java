// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.TuneResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a tuning run as a page to read: one HTML file that loads nothing, light or dark as
 * the reader's system is set, for wide and narrow screens and paper. The same result gives the same
 * bytes. Stateless and safe for use by many threads.
 */
public final class HtmlReport {

  private HtmlReport() {}

  /** Returns the page. */
  public static String html(TuneResult result) {
    return new ReportPage(ResultReader.findings(result)).html();
  }

  /**
   * Writes the page; a file that exists is replaced, and only by a whole page.
   *
   * @throws IOException when the file cannot be written
   */
  public static void write(TuneResult result, Path file) throws IOException {
    WholeFile.write(file, html(result));
  }

  /**
   * Writes the page's charts as SVG images that stand alone, named {@code frontier.svg}, {@code
   * lateness.svg} and {@code sizes.svg}. A chart for which nothing was measured is left out.
   *
   * @param folder where they go; created when missing
   * @return the files
   * @throws IOException when one cannot be written
   */
  public static List<Path> writeCharts(TuneResult result, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Plot plot : new Charts(ResultReader.findings(result)).all()) {
      Path file = folder.resolve(plot.id() + ".svg");
      WholeFile.write(file, Charts.alone(plot));
      files.add(file);
    }
    return files;
  }

  /**
   * Checks before a long run that its page can be written.
   *
   * @throws IOException when {@code file} can most likely not be written; the message says why
   */
  public static void checkWritable(Path file) throws IOException {
    WholeFile.check(file);
  }

  /**
   * Checks before a long run that its charts can be written; creates nothing.
   *
   * @throws IOException when they can most likely not be written into {@code folder}; the message
   *     says why
   */
  public static void checkChartsWritable(Path folder) throws IOException {
    WholeFile.checkFolder(folder);
  }
}
