// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a set remembers: three optional thresholds, and what happens when a tombstone has to go.
 *
 * <p>Immutable and thread-safe. Start from {@link #forget()} or {@link #keep()} and add thresholds:
 *
 * <pre>{@code
 * Policy feed = Policy.forget().maxAdds(1_000).maxDeletes(200);
 * }</pre>
 *
 * <p>The merge operator's name carries the policy ({@link #operatorName}). RocksDB writes that name
 * into its OPTIONS file and into every SST, so a database remembers its policy wherever its files
 * go: checkpoints, backups, copies.
 */
public final class Policy {

  /** What happens when a threshold drops a tombstone. */
  public enum Overflow {
    /**
     * The horizon rises past it: everything older is forgotten, and a deleted member never comes
     * back.
     */
    FORGET,
    /**
     * Live adds survive it; an operation that arrives later than that may bring a deleted member
     * back.
     */
    KEEP
  }

  private static final String NAME_PREFIX = "lastword.v1.";
  private static final long NONE = -1;
  private static final Pattern NAME =
      Pattern.compile(
          Pattern.quote(NAME_PREFIX)
              + "(forget|keep)(?:\\.a(\\d{1,19}))?(?:\\.d(\\d{1,19}))?(?:\\.w(\\d{1,19}))?");
  private static final Policy FORGET = new Policy(Overflow.FORGET, NONE, NONE, NONE);
  private static final Policy KEEP = new Policy(Overflow.KEEP, NONE, NONE, NONE);

  private final Overflow overflow;
  private final long maxAdds;
  private final long maxDeletes;
  private final long window;

  private Policy(Overflow overflow, long maxAdds, long maxDeletes, long window) {
    this.overflow = overflow;
    this.maxAdds = maxAdds;
    this.maxDeletes = maxDeletes;
    this.window = window;
  }

  /** Returns the policy FORGET without thresholds: nothing is ever truncated. */
  public static Policy forget() {
    return FORGET;
  }

  /**
   * Returns the policy KEEP without thresholds: of each member only the newest operation is kept.
   */
  public static Policy keep() {
    return KEEP;
  }

  /** Returns the policy without any threshold, which is {@link #forget()}. */
  public static Policy unbounded() {
    return FORGET;
  }

  /**
   * Returns this policy with a bound on the members remembered as added. Under FORGET members that
   * were deleted since count too, so fewer may be visible; under KEEP only those in the set.
   *
   * @param count 0 or more
   * @throws IllegalArgumentException when {@code count} is negative
   */
  public Policy maxAdds(long count) {
    return new Policy(overflow, check("maxAdds", count), maxDeletes, window);
  }

  /**
   * Returns this policy with a bound on the members remembered as deleted (tombstones). Under
   * FORGET the tombstone that has to go takes every older add with it, live ones too: set it well
   * above the deletes that a set sees in its lifetime. Under KEEP the tombstone goes alone.
   *
   * @param count 0 or more
   * @throws IllegalArgumentException when {@code count} is negative
   */
  public Policy maxDeletes(long count) {
    return new Policy(overflow, maxAdds, check("maxDeletes", count), window);
  }

  /**
   * Returns this policy with a bound on age, counted back from the newest stamp a set holds, not
   * from a clock: a set without operations does not age, and one stamp far ahead ages all others
   * out.
   *
   * @param age 0 or more, in the unit of the stamps
   * @throws IllegalArgumentException when {@code age} is negative
   */
  public Policy window(long age) {
    return new Policy(overflow, maxAdds, maxDeletes, check("window", age));
  }

  /** Returns what happens when a tombstone has to go. */
  public Overflow overflow() {
    return overflow;
  }

  /** Returns the bound on members remembered as added. */
  public OptionalLong maxAdds() {
    return optional(maxAdds);
  }

  /** Returns the bound on tombstones. */
  public OptionalLong maxDeletes() {
    return optional(maxDeletes);
  }

  /** Returns the bound on age, in the unit of the stamps. */
  public OptionalLong window() {
    return optional(window);
  }

  /** Returns whether no threshold is set. */
  public boolean isUnbounded() {
    return maxAdds == NONE && maxDeletes == NONE && window == NONE;
  }

  /**
   * Returns the name of the merge operator that applies this policy, such as {@code
   * lastword.v1.forget.a1000.d200}.
   */
  public String operatorName() {
    return NAME_PREFIX
        + (overflow == Overflow.FORGET ? "forget" : "keep")
        + part(".a", maxAdds)
        + part(".d", maxDeletes)
        + part(".w", window);
  }

  /** Returns the policy that an operator's name carries, or empty when it is not one of ours. */
  public static Optional<Policy> fromOperatorName(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Overflow overflow = matcher.group(1).equals("forget") ? Overflow.FORGET : Overflow.KEEP;
      return Optional.of(
          new Policy(
              overflow,
              number(matcher.group(2)),
              number(matcher.group(3)),
              number(matcher.group(4))));
    } catch (NumberFormatException beyondLong) {
      return Optional.empty();
    }
  }

  /** Returns the policy in words, such as {@code forget maxAdds=1000 maxDeletes=200}. */
  public String toText() {
    return (overflow == Overflow.FORGET ? "forget" : "keep")
        + part(" maxAdds=", maxAdds)
        + part(" maxDeletes=", maxDeletes)
        + part(" window=", window);
  }

  @Override
  public String toString() {
    return toText();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Policy that
        && overflow == that.overflow
        && maxAdds == that.maxAdds
        && maxDeletes == that.maxDeletes
        && window == that.window;
  }

  @Override
  public int hashCode() {
    return Objects.hash(overflow, maxAdds, maxDeletes, window);
  }

  boolean boundsAdds() {
    return maxAdds != NONE;
  }

  boolean boundsDeletes() {
    return maxDeletes != NONE;
  }

  boolean boundsAge() {
    return window != NONE;
  }

  long addsBound() {
    return maxAdds;
  }

  long deletesBound() {
    return maxDeletes;
  }

  /**
   * Returns the stamp before which operations are history; Long.MIN_VALUE where the subtraction
   * would overflow.
   */
  long oldestKept(long newest) {
    long oldest = newest - window;
    return oldest > newest ? Long.MIN_VALUE : oldest;
  }

  private static long check(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be 0 or more");
    }
    return value;
  }

  private static OptionalLong optional(long value) {
    return value == NONE ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static String part(String label, long value) {
    return value == NONE ? "" : label + value;
  }

  private static long number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? NONE : Long.parseLong(digits);
  }
}
