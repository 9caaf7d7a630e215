// SPDX-License-Identifier: Apache-2.0
/** The merge kernel alone: records in native memory in, one record out, no database. */
@NullMarked
package dev.lastword.bench.kernel;

import org.jspecify.annotations.NullMarked;
