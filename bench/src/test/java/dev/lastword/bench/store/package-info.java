// SPDX-License-Identifier: Apache-2.0
/** Checks that all contenders compute the same, without which their times mean nothing. */
@NullMarked
package dev.lastword.bench.store;

import org.jspecify.annotations.NullMarked;
