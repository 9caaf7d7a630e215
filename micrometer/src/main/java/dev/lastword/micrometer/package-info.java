// SPDX-License-Identifier: Apache-2.0

/**
 * A store's metrics for Micrometer. Start at {@link dev.lastword.micrometer.LastwordMetrics}; what
 * each meter means, and what to do when it moves, stands in {@code docs/operations.md}.
 */
@NullMarked
package dev.lastword.micrometer;

import org.jspecify.annotations.NullMarked;
