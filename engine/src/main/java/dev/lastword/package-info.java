// SPDX-License-Identifier: Apache-2.0

/**
 * Last-writer-wins sets in RocksDB, for those who want sets and not a database to run.
 *
 * <p>Start at {@link dev.lastword.LwwStore}. What a set is, and which answers it gives whatever the
 * order in which operations arrive, is the matter of {@code docs/design.md}; how to run a store is
 * that of {@code docs/operations.md}.
 */
@NullMarked
package dev.lastword;

import org.jspecify.annotations.NullMarked;
