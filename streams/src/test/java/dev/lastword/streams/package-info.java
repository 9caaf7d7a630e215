// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.lastword.streams;

import org.jspecify.annotations.NullMarked;
