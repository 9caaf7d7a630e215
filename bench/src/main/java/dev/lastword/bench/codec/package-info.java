// SPDX-License-Identifier: Apache-2.0
/** What one record costs: encoding an operation, decoding a page, finding a member. */
@NullMarked
package dev.lastword.bench.codec;

import org.jspecify.annotations.NullMarked;
