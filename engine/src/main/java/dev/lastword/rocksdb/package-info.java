// SPDX-License-Identifier: Apache-2.0

/** RocksDB merge operators written in plain Java on the stock rocksdbjni jar. */
@NullMarked
package dev.lastword.rocksdb;

import org.jspecify.annotations.NullMarked;
