// SPDX-License-Identifier: Apache-2.0

/** Last-writer-wins sets stored in RocksDB. */
@NullMarked
package dev.lastword;

import org.jspecify.annotations.NullMarked;
