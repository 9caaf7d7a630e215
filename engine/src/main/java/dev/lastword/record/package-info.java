// SPDX-License-Identifier: Apache-2.0
/**
 * The record: one canonical binary format for an operation, a partial merge, a stored state and a
 * replica's copy.
 *
 * <p>{@code docs/format.md} specifies the bytes. Everything here works on raw addresses and is free
 * of allocation; {@link dev.lastword.record.RecordView} is the way in for readers, {@link
 * dev.lastword.record.Operations} for writers of single operations. Larger records are only ever
 * written by a merge.
 *
 * <p>For users: {@code Operations}, {@code RecordView}, {@code EntryCursor}, {@code RecordCheck}
 * and {@code RecordFields}. The other types are public for the packages beside this one, and may
 * change.
 */
@NullMarked
package dev.lastword.record;

import org.jspecify.annotations.NullMarked;
