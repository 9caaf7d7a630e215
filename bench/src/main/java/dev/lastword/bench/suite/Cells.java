// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import dev.lastword.bench.report.Place;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Takes a part of a suite apart into single measurements, row by row: the contenders of a row run
 * one right after the other, so that a machine that grows slower does so for all of them.
 */
final class Cells {

  private static final String ROOT = "dev.lastword.bench.";

  private final Part part;
  private final UserOptions user;
  private final Collection<BenchmarkListEntry> methods;

  private Cells(Part part, UserOptions user) {
    this.part = part;
    this.user = user;
    methods = methods(part.benchmark());
  }

  /** The measurements of a part, in the order in which to take them. */
  static List<Cell> of(Part part, UserOptions user) {
    return new Cells(part, user).all();
  }

  /** The class's benchmarks. */
  private static Collection<BenchmarkListEntry> methods(String benchmark) {
    OutputFormat silent =
        OutputFormatFactory.createFormatInstance(
            new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);
    String all = "^" + (ROOT + benchmark).replace(".", "\\.") + "\\.";
    Collection<BenchmarkListEntry> found =
        BenchmarkList.defaultList().find(silent, List.of(all), List.of());
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no such benchmark: " + benchmark);
    }
    return found;
  }

  private List<Cell> all() {
    Map<Map<String, String>, List<Cell>> rows = new LinkedHashMap<>();
    methods.forEach(method -> addCells(method, rows));
    return rows.values().stream().flatMap(List::stream).filter(this::runs).toList();
  }

  private boolean runs(Cell cell) {
    List<String> only = part.contenders();
    return only.isEmpty() || only.contains(cell.place().contender());
  }

  private void addCells(BenchmarkListEntry method, Map<Map<String, String>, List<Cell>> rows) {
    for (Map<String, String> parameters : product(values(method))) {
      Cell cell = cell(method.getUsername(), parameters);
      rows.computeIfAbsent(cell.place().row(), row -> new ArrayList<>()).add(cell);
    }
  }

  private Cell cell(String method, Map<String, String> parameters) {
    Settings settings = user.settings(part.settings());
    double seconds = settings.seconds() + settings.forks() * part.preparation();
    return new Cell(method, parameters, user.threads(part.threads()), settings, seconds);
  }

  /** Values by parameter: the benchmark's own, the part's instead, or the user's before all. */
  private Map<String, Collection<String>> values(BenchmarkListEntry method) {
    Map<String, Collection<String>> values = new LinkedHashMap<>();
    method.getParams().orElse(Map.of()).forEach((name, own) -> values.put(name, List.of(own)));
    Set<String> unknown = new LinkedHashSet<>(part.grid().keySet());
    unknown.removeAll(values.keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(part.benchmark() + " has no parameters " + unknown);
    }
    if (values.containsKey(Place.CONTENDER) && !part.contenders().isEmpty()) {
      values.put(Place.CONTENDER, part.contenders());
    }
    values.putAll(part.grid());
    values.replaceAll(user::values);
    return values;
  }

  private static List<Map<String, String>> product(Map<String, Collection<String>> values) {
    List<Map<String, String>> rows = List.of(Map.of());
    for (var parameter : values.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> row : rows) {
        for (String value : parameter.getValue()) {
          Map<String, String> wider = new TreeMap<>(row);
          wider.put(parameter.getKey(), value);
          longer.add(wider);
        }
      }
      rows = longer;
    }
    return rows;
  }
}
