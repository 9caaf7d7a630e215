// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * The sum of a {@link LwwStore#sweep}.
 *
 * @param keys records looked at
 * @param swept of these, records that the policy in force cuts and that will be rewritten
 * @param damaged of these, values that are no record, left alone
 */
public record SweepReport(long keys, long swept, long damaged) {}
