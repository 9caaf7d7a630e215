// SPDX-License-Identifier: Apache-2.0

/**
 * Replicas of sets in several stores: finds the sets on which two of them differ, at a cost in
 * proportion to the difference, and joins those both ways.
 *
 * <p>A set is a CRDT, so replicas need no leader and no order: any exchange of records brings them
 * closer, and repeating one does no harm. Start at {@link dev.lastword.replica.Replicas}; what goes
 * between two machines is {@link dev.lastword.replica.Replica}.
 */
@NullMarked
package dev.lastword.replica;

import org.jspecify.annotations.NullMarked;
