// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a page of made-up findings, to look at while its looks are worked on. */
final class SamplePage {

  private SamplePage() {}

  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), HtmlReport.html(Samples.ordinary()));
  }
}
