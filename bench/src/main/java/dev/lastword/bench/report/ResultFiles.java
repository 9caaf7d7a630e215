// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A suite's files in a folder: {@code full.json}, as JMH writes it, and {@code full.run.json},
 * which tells where it comes from.
 */
public final class ResultFiles {

  private final Path folder;
  private final String suite;

  /** Names the files of a suite; there need be none yet. */
  public ResultFiles(Path folder, String suite) {
    this.folder = folder;
    this.suite = suite;
  }

  /** Were results of this suite written here? */
  public boolean exist() {
    return Files.exists(results()) && Files.exists(run());
  }

  /** JMH's results. */
  public JsonNode readResults() throws IOException {
    return Json.MAPPER.readTree(results().toFile());
  }

  /** Where they come from. */
  public Run readRun() throws IOException {
    return Json.MAPPER.readValue(run().toFile(), Run.class);
  }

  /** Writes both files. */
  public void write(JsonNode results, Run run) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(results(), lines(results));
    Files.writeString(
        run(),
        Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(run) + "\n");
  }

  /** The suite's name. */
  public String suite() {
    return suite;
  }

  /** A file of this suite. */
  public Path path(String extension) {
    return folder.resolve(suite + extension);
  }

  private Path results() {
    return path(".json");
  }

  private Path run() {
    return path(".run.json");
  }

  /** One result a line, so that a change shows as one. */
  private static String lines(JsonNode array) {
    List<JsonNode> results = StreamSupport.stream(array.spliterator(), false).toList();
    return results.stream()
        .map(JsonNode::toString)
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }
}
