// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.Policy;

/**
 * The database remembers another policy than the one it was opened with. Open it with the
 * remembered one, or say that the new one is meant: {@link StoreBuilder#onPolicyChange}.
 */
public final class PolicyMismatchException extends LastwordException {
  private static final long serialVersionUID = 1;

  private final transient Policy remembered;
  private final transient Policy requested;

  PolicyMismatchException(String where, Policy remembered, Policy requested) {
    super(
        "policy differs from the one the database remembers; open it with that one, or choose"
            + " PolicyChange.ADOPT and sweep (requested="
            + requested.toText()
            + ", remembered="
            + remembered.toText()
            + ", database="
            + where
            + ")");
    this.remembered = remembered;
    this.requested = requested;
  }

  /** The policy with which the database was last written. */
  public Policy remembered() {
    return remembered;
  }

  /** The policy that the caller asked for. */
  public Policy requested() {
    return requested;
  }
}
