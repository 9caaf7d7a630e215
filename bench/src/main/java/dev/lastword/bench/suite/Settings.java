// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

/**
 * How long to measure.
 *
 * @param forks JVMs, one after the other
 * @param warmups iterations that do not count
 * @param warmupMillis of each of them
 * @param iterations that count
 * @param millis of each of those
 */
record Settings(int forks, int warmups, long warmupMillis, int iterations, long millis) {

  /** One call in a new JVM: for what takes seconds and changes what it works on. */
  static final Settings ONCE = new Settings(1, 0, 1, 1, 1);

  /** The second of two calls: for what takes less, so that a JVM's first steps would count. */
  static final Settings ONCE_WARM = new Settings(1, 1, 1, 1, 1);

  /** What one benchmark takes, without what it prepares. */
  double seconds() {
    return forks * (warmups * warmupMillis + iterations * millis) / 1e3;
  }
}
