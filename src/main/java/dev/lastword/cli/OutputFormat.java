// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import picocli.CommandLine.TypeConversionException;

/** How data is printed. */
enum OutputFormat {
  /** Lines for people and for shell tools. */
  TEXT,
  /** One JSON object a line. */
  JSON;

  static OutputFormat parse(String text) {
    return switch (text) {
      case "text" -> TEXT;
      case "json" -> JSON;
      default -> throw new TypeConversionException("must be text or json (given=" + text + ")");
    };
  }

  Rows rows(Out out) {
    return this == JSON ? Rows.json(out) : Rows.tabs(out);
  }
}
