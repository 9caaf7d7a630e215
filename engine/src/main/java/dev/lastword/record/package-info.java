// SPDX-License-Identifier: Apache-2.0

/** The binary format of a set: one for operands, partial merges, stored states and replicas. */
@NullMarked
package dev.lastword.record;

import org.jspecify.annotations.NullMarked;
