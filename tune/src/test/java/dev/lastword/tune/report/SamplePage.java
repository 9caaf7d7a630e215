// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Writes pages of made-up results into a folder, to look at while their looks are worked on. */
final class SamplePage {

  private SamplePage() {}

  public static void main(String[] arguments) throws IOException {
    for (SampleCase sample : SampleCase.values()) {
      String name = sample.name().toLowerCase(Locale.ROOT) + ".html";
      HtmlReport.write(sample.result(), Path.of(arguments[0]).resolve(name));
    }
  }
}
