// SPDX-License-Identifier: Apache-2.0
/** Tests of the plain decoder and encoder that the benchmarks compare with. */
@NullMarked
package dev.lastword.bench.codec;

import org.jspecify.annotations.NullMarked;
