// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import picocli.CommandLine.Option;

/** How a subcommand prints its data. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to print: text (the default), or one JSON object a line.")
  private OutputFormat format = OutputFormat.TEXT;

  boolean json() {
    return format == OutputFormat.JSON;
  }

  /** Lines of data in the form that was asked for. */
  Rows rows(Session session) {
    return format.rows(session.out());
  }
}
