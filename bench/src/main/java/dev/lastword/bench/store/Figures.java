// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/**
 * What a contender wrote and keeps, in bytes.
 *
 * @param written to the log, by flushes and by compactions, since it was opened; 0 where nothing is
 *     written, or nothing was counted
 * @param kept in table files, or in memory where there are none
 */
record Figures(long written, long kept) {}
