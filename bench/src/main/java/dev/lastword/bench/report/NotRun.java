// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

/**
 * A cell that stays empty.
 *
 * @param place which
 * @param reason what the benchmark said
 */
public record NotRun(Place place, String reason) {}
