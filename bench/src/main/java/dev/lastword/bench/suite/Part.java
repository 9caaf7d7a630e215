// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of a suite: one benchmark class over a grid of parameters.
 *
 * @param title what it is about
 * @param benchmark its class, below {@code dev.lastword.bench}
 * @param contenders that run; empty: all there are
 * @param grid values by parameter; the benchmark's own values of all others
 * @param settings how long to measure
 * @param threads at once
 * @param preparation what starting a JVM and preparing data takes, about, in seconds
 */
record Part(
    String title,
    String benchmark,
    List<String> contenders,
    Map<String, List<String>> grid,
    Settings settings,
    int threads,
    double preparation) {

  private static final double START = 0.8;

  /** A part with the benchmark's own parameters, on one thread. */
  static Part of(String title, String benchmark, Settings settings) {
    return new Part(title, benchmark, List.of(), Map.of(), settings, 1, START);
  }

  /** The simple name of the class, which is a table's. */
  String table() {
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  /** Under another title. */
  Part titled(String other) {
    return new Part(other, benchmark, contenders, grid, settings, threads, preparation);
  }

  /** With these values of a parameter. */
  Part with(String parameter, Object... values) {
    Map<String, List<String>> wider = new LinkedHashMap<>(grid);
    wider.put(parameter, List.of(values).stream().map(String::valueOf).toList());
    return new Part(title, benchmark, contenders, wider, settings, threads, preparation);
  }

  /** With these contenders only. */
  Part only(String... names) {
    return new Part(title, benchmark, List.of(names), grid, settings, threads, preparation);
  }

  /** With so many threads. */
  Part threads(int count) {
    return new Part(title, benchmark, contenders, grid, settings, count, preparation);
  }

  /** With so much time to prepare each measurement. */
  Part prepares(double seconds) {
    return new Part(title, benchmark, contenders, grid, settings, threads, START + seconds);
  }
}
