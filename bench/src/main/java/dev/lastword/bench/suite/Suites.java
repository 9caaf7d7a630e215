// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.util.List;
import java.util.Optional;

/** What there is to run. */
final class Suites {

  /** Each benchmark with few parameters, briefly, for the guard. */
  static final Suite SMOKE = new Suite("smoke", SmokeParts.all());

  /** What the documentation shows. */
  static final Suite FULL = new Suite("full", FullParts.all());

  static final List<Suite> ALL = List.of(SMOKE, FULL);

  private Suites() {}

  static Optional<Suite> named(String name) {
    return ALL.stream().filter(suite -> suite.name().equals(name)).findFirst();
  }
}
