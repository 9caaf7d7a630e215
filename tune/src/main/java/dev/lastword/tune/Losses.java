// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/**
 * What a candidate got wrong over the whole stream, beyond the pages that were read.
 *
 * @param forgotten adds that a merge dropped while the exact answer showed them
 * @param refused operations that arrived at or below a horizon which truncation had raised
 * @param refusedLive those of {@code refused} that are adds which the exact answer shows
 * @param missingAtEnd members of the exact answer that are not in the set at the end
 * @param deadAtEnd members that are in the set at the end and not in the exact answer
 * @param comebacks deleted members that a merge let back in
 * @param comebackAge of each comeback, the time since the delete: the newest stamp the set had
 *     seen, less the delete's
 */
public record Losses(
    long forgotten,
    long refused,
    long refusedLive,
    long missingAtEnd,
    long deadAtEnd,
    long comebacks,
    Spread comebackAge) {}
