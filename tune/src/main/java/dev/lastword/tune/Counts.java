// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/** What is counted about the sets themselves. */
final class Counts {
  final LateWatch late = new LateWatch();
  final Spreader setSize = new Spreader();
  final Spreader live = new Spreader();

  /** Records with the newest page only. */
  final Tally page = new Tally();

  long sets;

  void addAll(Counts other) {
    late.addAll(other.late);
    setSize.addAll(other.setSize);
    live.addAll(other.live);
    page.addAll(other.page);
    sets += other.sets;
  }
}
