// SPDX-License-Identifier: Apache-2.0
/** Draws line and bar charts as SVG; the same data gives the same bytes on every machine. */
@NullMarked
package dev.lastword.bench.chart;

import org.jspecify.annotations.NullMarked;
