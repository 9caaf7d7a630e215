// SPDX-License-Identifier: Apache-2.0
/** The merge kernel beside copying its output, the same kernel in C, and merging in a HashMap. */
@NullMarked
package dev.lastword.bench.kernel;

import org.jspecify.annotations.NullMarked;
