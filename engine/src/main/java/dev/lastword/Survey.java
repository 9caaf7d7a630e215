// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.time.Duration;
import java.time.Instant;

/** Adds up what the sets of a store hold. */
final class Survey {
  private final SpreadCounter setMembers = new SpreadCounter();
  private final SpreadCounter tombstoneShare = new SpreadCounter();
  private final SpreadCounter recordBytes = new SpreadCounter();
  private final SpreadCounter horizonAge = new SpreadCounter();
  private final SpreadCounter pendingOperands = new SpreadCounter();
  private long sets;
  private long members;
  private long entries;
  private long tombstones;
  private long quarantined;
  private long bytes;

  private Survey() {}

  static StoreSurvey run(StoreCore core, Progress progress) {
    Survey survey = new Survey();
    long start = System.nanoTime();
    long unreadable = Summaries.read(core, survey::add, progress);
    StoreSurvey result = survey.result(Duration.ofNanos(System.nanoTime() - start), unreadable);
    core.surveyed(result);
    return result;
  }

  private void add(SetSummary set) {
    sets++;
    members += set.visible();
    entries += set.adds() + set.deletes();
    tombstones += set.tombstones();
    quarantined += set.quarantined() > 0 ? 1 : 0;
    bytes += set.recordBytes();
    setMembers.add(set.visible());
    recordBytes.add(set.recordBytes());
    pendingOperands.add(set.pendingOperands());
    long remembered = set.visible() + set.tombstones();
    if (remembered > 0) {
      tombstoneShare.add(set.tombstones() * 10_000 / remembered);
    }
    set.horizonAge().ifPresent(horizonAge::add);
  }

  private StoreSurvey result(Duration took, long unreadable) {
    return new StoreSurvey(
        Instant.now(),
        took,
        sets,
        unreadable,
        members,
        entries,
        tombstones,
        quarantined,
        bytes,
        setMembers.spread(),
        tombstoneShare.spread(),
        recordBytes.spread(),
        horizonAge.spread(),
        pendingOperands.spread());
  }
}
