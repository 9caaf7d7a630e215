// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastword.bench.report.JmhJson;
import dev.lastword.bench.report.NotRun;
import dev.lastword.bench.report.Place;
import dev.lastword.bench.report.ResultFiles;
import dev.lastword.bench.report.Run;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteRunTest {

  private static final Part PART =
      Part.of("sample", "suite.SampleBenchmark", new Settings(1, 0, 1, 1, 1)).with("size", 7, 8);

  @TempDir Path folder;

  /** Another benchmark may be running on this machine: nothing is measured here. */
  @BeforeAll
  static void ignoreOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void cells_rowByRow_haveAllContendersOfARowTogether() throws Exception {
    assertEquals(List.of("lastword 7", "missing 7", "lastword 8", "missing 8"), cells(PART));
    assertEquals(List.of("lastword 7", "lastword 8"), cells(PART.only("lastword")));
    assertEquals(List.of("lastword 3", "missing 3"), cells(PART, "-p", "size=3"));
  }

  @Test
  void measure_oneContenderIsMissing_keepsTheOthersAndTheReason() throws Exception {
    ResultFiles files = new ResultFiles(folder, "sample");
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    UserOptions user = new UserOptions(List.of("-p", "size=7"));
    SuiteRun run = new SuiteRun(new Harness(log, user), progress(), files, about());
    run.measure(Cells.of(PART, user));

    Map<String, String> row = Map.of("size", "7", "operation", "work", "threads", "1");
    assertEquals(
        List.of(new NotRun(new Place("SampleBenchmark", "missing", row), "it is not installed")),
        files.readRun().notRun());
    assertEquals(List.of(new Place("SampleBenchmark", "lastword", row)), places(files));
    assertTrue(log.toString(UTF_8).contains("# Run complete"), log.toString(UTF_8));
  }

  private static List<String> cells(Part part, String... options) throws Exception {
    return Cells.of(part, new UserOptions(List.of(options))).stream()
        .map(cell -> cell.parameters().get("contender") + " " + cell.parameters().get("size"))
        .toList();
  }

  private static List<Place> places(ResultFiles files) throws Exception {
    List<Place> places = new ArrayList<>();
    for (JsonNode result : files.readResults()) {
      places.add(JmhJson.place(result));
    }
    return places;
  }

  private static Progress progress() {
    return new Progress(new PrintStream(OutputStream.nullOutputStream()), System::nanoTime, 1, 1);
  }

  private static Run about() {
    return new Run(
        "sample",
        ThisMachine.describe(),
        Map.of(),
        List.of(),
        List.of(new Run.Session("all", "abc", "2026-11-23", 0)),
        List.of());
  }
}
