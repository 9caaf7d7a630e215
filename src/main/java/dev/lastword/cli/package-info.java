// SPDX-License-Identifier: Apache-2.0

/** The {@code lastword} command. */
@NullMarked
package dev.lastword.cli;

import org.jspecify.annotations.NullMarked;
