// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.chart;

import java.util.function.DoubleFunction;

/**
 * What stands along a side of a chart.
 *
 * @param title what is measured
 * @param log by its logarithm
 * @param format how to write its numbers
 */
public record Axis(String title, boolean log, DoubleFunction<String> format) {}
