// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

/**
 * What an exchange did, and what it cost.
 *
 * @param diff what the comparison found
 * @param received sets whose record was taken from the other side
 * @param sent sets whose record was given to the other side; of the others it had all already
 * @param recordBytes keys and records that went either way
 * @param unreadable sets of which a side had a value that is no record: what the other side has was
 *     joined over it, which puts those bytes into quarantine ({@code verify} tells more); or whose
 *     record a side refused: for a stamp too far in the future, or a key or size that no set may
 *     have
 */
public record SyncReport(
    DiffReport diff, long received, long sent, long recordBytes, long unreadable) {}
