// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.List;

/**
 * A cell that is not what it was.
 *
 * @param place which
 * @param before what was committed; empty: nothing
 * @param now what was measured; empty: nothing
 * @param judgement what that means
 * @param isLoss does the guard fail on it?
 */
record Finding(Place place, String before, String now, String judgement, boolean isLoss) {

  /** As a line of the guard's table. */
  List<String> line() {
    return List.of(
        place.benchmark() + " " + place.contender(), place.rowText(), before, now, judgement);
  }
}
