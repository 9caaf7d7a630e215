// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/**
 * How a run measured.
 *
 * @param page members that a reader asks for
 * @param readEvery mean number of operations between two page reads of a stream
 * @param operandsPerMerge operands of a set that wait before a full merge joins them into its
 *     record
 * @param seed of the choice of reads
 * @param chosenGrid whether the candidates came from the data's own quantiles, because the caller
 *     named none
 */
public record TuneSettings(
    int page, int readEvery, int operandsPerMerge, long seed, boolean chosenGrid) {}
