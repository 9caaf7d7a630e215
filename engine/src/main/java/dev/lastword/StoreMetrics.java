// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.MergeMetrics;
import org.jspecify.annotations.Nullable;

/**
 * What a store has counted since it was opened or attached, at one moment. Immutable.
 *
 * @param merges of the store's merge operator; where one operator serves several column families,
 *     theirs too
 * @param quarantineReads byte strings in quarantine that reads have met and reported, each as often
 *     as it was read
 * @param lastSurvey what {@link LwwStore#survey} found when it last came to its end; null when it
 *     never did
 */
public record StoreMetrics(
    MergeMetrics merges, long quarantineReads, @Nullable StoreSurvey lastSurvey) {}
