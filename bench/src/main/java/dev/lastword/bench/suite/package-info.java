// SPDX-License-Identifier: Apache-2.0
/** The command: which benchmarks run with which parameters, and running them. */
@NullMarked
package dev.lastword.bench.suite;

import org.jspecify.annotations.NullMarked;
