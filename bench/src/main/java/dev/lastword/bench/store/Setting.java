// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.nio.file.Path;

/**
 * How to open a contender.
 *
 * @param dir an existing folder of its own
 * @param log whether writes go to a write-ahead log, which is not synced
 * @param bound how many members a set keeps, and how many deletes
 * @param counted whether to count the bytes written; costs some time
 */
record Setting(Path dir, boolean log, int bound, boolean counted) {
  /** The bound of all tables that do not name another. */
  static final int BOUND = 10_000;
}
