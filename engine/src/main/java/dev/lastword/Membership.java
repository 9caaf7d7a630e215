// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * What a set knows of one member.
 *
 * @param state whether it is in
 * @param stamp of the add for {@link State#PRESENT}, of the delete for {@link State#DELETED}, 0 for
 *     {@link State#UNKNOWN}; in the caller's unit
 */
public record Membership(State state, long stamp) {
  /** Never seen, or forgotten since. */
  public static final Membership UNKNOWN = new Membership(State.UNKNOWN, 0);

  /** The three things that a set can know of a member. */
  public enum State {
    /** The newest operation is an add. */
    PRESENT,
    /** The newest operation is a delete that is still remembered. */
    DELETED,
    /** Never seen, or forgotten since. */
    UNKNOWN
  }

  /** Whether the member is in the set. */
  public boolean isPresent() {
    return state == State.PRESENT;
  }
}
