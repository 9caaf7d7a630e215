// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.Map;
import java.util.Optional;

/**
 * One row of a table: what each contender took under the same parameters.
 *
 * @param parameters by name
 * @param cells by contender
 */
record Row(Map<String, String> parameters, Map<String, Measurement> cells) {

  /** What this contender took, where it ran. */
  Optional<Measurement> cell(String contender) {
    return Optional.ofNullable(cells.get(contender));
  }
}
