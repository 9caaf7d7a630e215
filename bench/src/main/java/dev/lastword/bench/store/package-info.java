// SPDX-License-Identifier: Apache-2.0
/** What a store of sets costs as a whole: writes, reads and compaction, beside other layouts. */
@NullMarked
package dev.lastword.bench.store;

import org.jspecify.annotations.NullMarked;
