// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What RocksDB holds under one key before merging: the base value and the operands that wait.
 *
 * @param base the plain value at the bottom; null when there is none
 * @param operands in the order in which RocksDB merges them; some may be partial merges of several
 *     writes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as RocksDB takes them, never copied
public record PendingRecord(byte @Nullable [] base, List<byte[]> operands) {}
