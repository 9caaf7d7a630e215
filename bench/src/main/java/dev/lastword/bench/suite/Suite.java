// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.util.List;

/**
 * A named list of parts.
 *
 * @param name of its files
 * @param parts in the order in which they run
 */
record Suite(String name, List<Part> parts) {}
