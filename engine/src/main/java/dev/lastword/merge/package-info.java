// SPDX-License-Identifier: Apache-2.0

/** The merge of last-writer-wins sets: policies, the kernel and the RocksDB operator. */
@NullMarked
package dev.lastword.merge;

import org.jspecify.annotations.NullMarked;
