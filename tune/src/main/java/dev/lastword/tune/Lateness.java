// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import java.util.List;

/**
 * How late the operations of a log arrive. An add or delete is late by the newest stamp that its
 * set has seen before, less its own; one that is newer than all before is not late. In the unit of
 * the stamps; a difference that no {@code long} holds counts as the greatest.
 *
 * @param operations adds and deletes
 * @param late those that arrived after a newer one of their set
 * @param spread by how much the late ones are late; the others are left out
 * @param window99 the smallest window under which 99 % of all operations are in time; up to 0.1 %
 *     too great
 * @param window999 likewise for 99.9 %
 * @param windowAll the smallest window that covers all of them, exactly
 * @param curve share of operations covered against window, ascending in both, for a chart; the last
 *     point covers all
 */
public record Lateness(
    long operations,
    long late,
    Spread spread,
    long window99,
    long window999,
    long windowAll,
    List<Coverage> curve) {

  /** Copies the list. */
  public Lateness {
    curve = List.copyOf(curve);
  }

  /** Returns the share of operations that are late, 0 to 1. */
  public double lateShare() {
    return operations == 0 ? 0 : (double) late / operations;
  }

  /**
   * A point of the curve.
   *
   * @param window in the unit of the stamps, 0 or more
   * @param covered how many operations are late by no more than it
   */
  public record Coverage(long window, long covered) {}
}
