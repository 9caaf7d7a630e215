// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.util.List;
import java.util.Optional;

/** What there is to run. */
final class Suites {

  /** Each contender once with few parameters, for the guard. */
  static final Suite SMOKE = new Suite("smoke", smoke());

  /** What the documentation shows. */
  static final Suite FULL = new Suite("full", full());

  static final List<Suite> ALL = List.of(SMOKE, FULL);

  private static final String MERGE = "kernel.MergeBenchmark";

  private Suites() {}

  static Optional<Suite> named(String name) {
    return ALL.stream().filter(suite -> suite.name().equals(name)).findFirst();
  }

  private static List<Part> smoke() {
    Settings brief = new Settings(1, 2, 300, 3, 300);
    return List.of(
        Part.of("merge", MERGE, brief).with("entries", 100, 10_000).with("operands", 1, 64));
  }

  private static List<Part> full() {
    Settings normal = new Settings(1, 3, 500, 5, 500);
    return List.of(
        Part.of("merge, 8-byte members", MERGE, normal)
            .with("entries", 100, 1_000, 10_000, 100_000)
            .with("operands", 1, 8, 64, 1_000));
  }
}
