// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.lastword.bench.kernel;

import org.jspecify.annotations.NullMarked;
