// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.util.OptionalLong;

/**
 * Which thresholds bound a set, and what happens when a tombstone has to go.
 *
 * @param overflow what happens when a tombstone has to go
 * @param maxAdds members remembered as added, 0 or more; empty is unbounded
 * @param maxDeletes members remembered as deleted, 0 or more; empty is unbounded
 * @param window age in stamp units past which operations are history, 0 or more; empty is unbounded
 */
public record ModelPolicy(
    Overflow overflow, OptionalLong maxAdds, OptionalLong maxDeletes, OptionalLong window) {

  /** What happens when a tombstone has to go. */
  public enum Overflow {
    /** The horizon rises past it. */
    FORGET,
    /** The tombstone is dropped and adds survive. */
    KEEP
  }

  /** Refuses negative thresholds. */
  public ModelPolicy {
    if (maxAdds.orElse(0) < 0 || maxDeletes.orElse(0) < 0 || window.orElse(0) < 0) {
      throw new IllegalArgumentException("a threshold is 0 or more");
    }
  }

  /** Returns FORGET without thresholds. */
  public static ModelPolicy forget() {
    return unbounded(Overflow.FORGET);
  }

  /** Returns KEEP without thresholds. */
  public static ModelPolicy keep() {
    return unbounded(Overflow.KEEP);
  }

  private static ModelPolicy unbounded(Overflow overflow) {
    return new ModelPolicy(
        overflow, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  /** Returns this policy with another overflow. */
  public ModelPolicy with(Overflow other) {
    return new ModelPolicy(other, maxAdds, maxDeletes, window);
  }

  /** Returns this policy with at most {@code limit} members remembered as added. */
  public ModelPolicy maxAdds(long limit) {
    return new ModelPolicy(overflow, OptionalLong.of(limit), maxDeletes, window);
  }

  /** Returns this policy with at most {@code limit} members remembered as deleted. */
  public ModelPolicy maxDeletes(long limit) {
    return new ModelPolicy(overflow, maxAdds, OptionalLong.of(limit), window);
  }

  /** Returns this policy with operations older than {@code age} stamp units as history. */
  public ModelPolicy window(long age) {
    return new ModelPolicy(overflow, maxAdds, maxDeletes, OptionalLong.of(age));
  }

  @Override
  public String toString() {
    return overflow
        + text(" maxAdds=", maxAdds)
        + text(" maxDeletes=", maxDeletes)
        + text(" window=", window);
  }

  private static String text(String label, OptionalLong threshold) {
    return threshold.isPresent() ? label + threshold.getAsLong() : "";
  }
}
