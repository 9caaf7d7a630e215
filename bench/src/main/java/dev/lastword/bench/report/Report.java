// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes what people read of a suite's files. */
public final class Report {

  private final ResultFiles files;
  private final Run run;
  private final Results results;

  /** Reads the files of a suite. */
  public Report(ResultFiles files) throws IOException {
    this.files = files;
    run = files.readRun();
    results = new Results(JmhJson.measurements(files.readResults()));
  }

  /** Writes the tables beside the results; returns where. */
  public Path writeTables() throws IOException {
    return Files.writeString(files.path(".md"), page());
  }

  /** Draws the charts beside the results; returns where. */
  public List<Path> drawCharts() throws IOException {
    List<Path> drawn = new ArrayList<>();
    for (Plot plot : Plots.ALL) {
      Optional<String> image = plot.svg(results);
      if (image.isPresent()) {
        drawn.add(Files.writeString(files.path("").resolveSibling(plot.file()), image.get()));
      }
    }
    return drawn;
  }

  /** Fills the generated parts of a page. */
  public void fill(Path page) throws IOException {
    Files.writeString(page, Blocks.fill(Files.readString(page), blocks()));
  }

  String page() {
    String name = run.suite();
    return "# Benchmarks: "
        + name
        + "\n\nMade by `./lastword bench report` of ["
        + name
        + ".json]("
        + name
        + ".json), which is JMH's. How to read it: [benchmarks.md](../benchmarks.md).\n\n"
        + RunText.markdown(run)
        + "\n"
        + tables();
  }

  private String tables() {
    return Tables.of(results.benchmarks()).stream()
        .map(table -> new TableText(table, results, run.notRun()).markdown())
        .collect(Collectors.joining());
  }

  Map<String, String> blocks() {
    Map<String, String> blocks = new LinkedHashMap<>();
    blocks.put("machine", RunText.markdown(run));
    blocks.put("bars", BarsText.markdown(Bars.ALL, results));
    blocks.put("charts", charts("benchmarks/", Plots.ALL));
    blocks.put("chart", charts("docs/benchmarks/", List.of(Plots.README)));
    return blocks;
  }

  /** Those charts that there are, as images of a page. */
  private String charts(String folder, List<Plot> plots) {
    return plots.stream()
        .filter(plot -> plot.svg(results).isPresent())
        .map(plot -> "![" + plot.title() + "](" + folder + plot.file() + ")\n\n")
        .collect(Collectors.joining());
  }
}
