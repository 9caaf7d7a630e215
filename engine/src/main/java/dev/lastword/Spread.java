// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * How numbers are spread, by nearest rank. Numbers up to 127 and the greatest are exact; the others
 * are rounded up by less than 1.6 %. Immutable.
 *
 * @param count how many numbers
 * @param p50 half of them are not greater
 * @param p90 nine in ten are not greater
 * @param p99 99 in 100 are not greater
 * @param max the greatest; all are 0 when there are none
 */
public record Spread(long count, long p50, long p90, long p99, long max) {}
