// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The second database of a subcommand that takes two. */
final class OtherDatabase {
  @Option(
      names = "--with",
      required = true,
      paramLabel = "DIR2",
      description = "Folder of the other database.")
  private Path dir = Path.of("");

  Path dir() {
    return dir;
  }
}
