// SPDX-License-Identifier: Apache-2.0
/** The way from RocksDB to a merge and back: Java beside C function pointers. */
@NullMarked
package dev.lastword.bench.bridge;

import org.jspecify.annotations.NullMarked;
