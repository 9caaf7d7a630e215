// SPDX-License-Identifier: Apache-2.0

/** Tests of replicas: comparisons against a model, exchanges against the laws. */
@NullMarked
package dev.lastword.replica;

import org.jspecify.annotations.NullMarked;
