// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lastword.bench.report.JmhJson;
import dev.lastword.bench.report.NotRun;
import dev.lastword.bench.report.Place;
import dev.lastword.bench.report.ResultFiles;
import dev.lastword.bench.report.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Takes the measurements of a suite one after the other and writes its files after each of them, so
 * that a run that is stopped has lost nothing but the rest.
 */
final class SuiteRun {

  private final Harness harness;
  private final Progress progress;
  private final ResultFiles files;
  private final Run about;
  private final Map<Place, JsonNode> results = new LinkedHashMap<>();
  private final Map<Place, NotRun> notRun = new LinkedHashMap<>();

  /**
   * Prepares a run.
   *
   * @param about what stands beside the results; its last session is this one
   */
  SuiteRun(Harness harness, Progress progress, ResultFiles files, Run about) {
    this.harness = harness;
    this.progress = progress;
    this.files = files;
    this.about = about;
  }

  /** Keeps of what was measured earlier what is wanted. */
  void keep(JsonNode earlier, List<NotRun> failures, Predicate<Place> wanted) {
    for (JsonNode result : earlier) {
      Place place = JmhJson.place(result);
      if (wanted.test(place)) {
        results.put(place, result);
      }
    }
    failures.stream()
        .filter(failure -> wanted.test(failure.place()))
        .forEach(failure -> notRun.put(failure.place(), failure));
  }

  /** Takes these measurements, in place of earlier ones. */
  void measure(List<Cell> cells) throws RunnerException, IOException {
    for (Cell cell : cells) {
      Harness.Outcome outcome = harness.run(cell);
      note(cell.place(), outcome);
      progress.done(cell.seconds());
      write();
    }
  }

  /** What could not be measured. */
  List<NotRun> notRun() {
    return List.copyOf(notRun.values());
  }

  private void note(Place place, Harness.Outcome outcome) {
    results.remove(place);
    notRun.remove(place);
    if (outcome.result().isEmpty()) {
      notRun.put(place, new NotRun(place, outcome.reason()));
      progress.notRun(place.benchmark() + " " + place.contender(), outcome.reason());
    } else {
      results.put(place, outcome.result().getFirst());
    }
  }

  private void write() throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode().addAll(results.values());
    files.write(array, withTimeAndFailures());
  }

  private Run withTimeAndFailures() {
    List<Run.Session> sessions = new ArrayList<>(about.sessions());
    Run.Session now = sessions.removeLast();
    sessions.add(new Run.Session(now.benchmarks(), now.commit(), now.date(), progress.seconds()));
    return new Run(
        about.suite(), about.machine(), about.versions(), about.flags(), sessions, notRun());
  }
}
