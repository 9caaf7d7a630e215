// SPDX-License-Identifier: Apache-2.0

/**
 * Last-writer-wins sets as a state store of Kafka Streams 4.3.
 *
 * <p>Writes are blind merges. The changelog carries whole states, one for each set touched between
 * two commits, and restoring joins them: under {@code FORGET} replays, standbys and restores in any
 * order converge; {@link dev.lastword.streams.LwwSets#store} says what {@code KEEP} does. Start at
 * {@link dev.lastword.streams.LwwSets}.
 */
@NullMarked
package dev.lastword.streams;

import org.jspecify.annotations.NullMarked;
