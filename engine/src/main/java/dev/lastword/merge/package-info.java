// SPDX-License-Identifier: Apache-2.0

/**
 * The merge of last-writer-wins sets: policies, the kernel and the RocksDB operator.
 *
 * <p>For users: {@code Policy} and {@code LwwMergeOperator}. The other types are public for the
 * packages beside this one, and may change.
 */
@NullMarked
package dev.lastword.merge;

import org.jspecify.annotations.NullMarked;
