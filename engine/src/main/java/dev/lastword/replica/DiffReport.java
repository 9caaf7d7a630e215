// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

/**
 * What a comparison found, and what it cost.
 *
 * @param differing sets that are not the same on both sides
 * @param rounds requests made of the other side
 * @param digestBytes what was asked and answered in them, before any framing: bounds, keys, digests
 */
public record DiffReport(long differing, int rounds, long digestBytes) {}
