// SPDX-License-Identifier: Apache-2.0
/**
 * Finds truncation thresholds from data: runs the library's own merges over an operation log under
 * many policies at once and tells what each costs and what it loses.
 *
 * <p>Way in: {@link dev.lastword.tune.Tuner}. What comes out: {@link dev.lastword.tune.TuneResult}.
 * How each figure is defined stands in {@code docs/tuning.md}.
 */
@NullMarked
package dev.lastword.tune;

import org.jspecify.annotations.NullMarked;
