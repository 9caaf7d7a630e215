// SPDX-License-Identifier: Apache-2.0
/** Lastword's benchmarks: what it costs beside what one would use instead. */
@NullMarked
package dev.lastword.bench;

import org.jspecify.annotations.NullMarked;
