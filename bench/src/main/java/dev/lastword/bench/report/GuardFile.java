// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The ratios that the guard compares with, one a line. */
final class GuardFile {

  private GuardFile() {}

  static List<Ratio> read(Path file) throws IOException {
    return List.of(Json.MAPPER.readValue(file.toFile(), Ratio[].class));
  }

  static void write(Path file, Collection<Ratio> ratios) throws IOException {
    String lines = ratios.stream().map(GuardFile::line).collect(Collectors.joining(",\n"));
    Files.writeString(file, "[\n" + lines + "\n]\n");
  }

  private static String line(Ratio ratio) {
    try {
      return Json.MAPPER.writeValueAsString(ratio);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
