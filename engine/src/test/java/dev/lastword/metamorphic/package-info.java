// SPDX-License-Identifier: Apache-2.0
/**
 * Metamorphic testing against real RocksDB, after Pebble's: one random script of operations is run
 * under many options, and every read must equal the model's answer whatever RocksDB made of it.
 */
@NullMarked
package dev.lastword.metamorphic;

import org.jspecify.annotations.NullMarked;
