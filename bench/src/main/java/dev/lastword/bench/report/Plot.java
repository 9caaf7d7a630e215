// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.Optional;

/** A chart to be drawn from results. */
interface Plot {

  /** The name of its file. */
  String file();

  /** What it is called. */
  String title();

  /** The image; empty where nothing in it was measured. */
  Optional<String> svg(Results results);
}
