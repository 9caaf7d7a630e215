// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/** A stamp lies further in the future than {@link StoreBuilder#maxFutureSkew} allows. */
public final class StampGuardException extends LastwordException {
  private static final long serialVersionUID = 1;

  private final long stamp;

  StampGuardException(byte[] key, long stamp, long now, long maxSkew) {
    super(
        "stamp lies more than maxFutureSkew in the future; nothing was written (stamp="
            + stamp
            + ", now="
            + now
            + ", maxFutureSkew="
            + maxSkew
            + ", key="
            + Bytes.show(key)
            + ")");
    this.stamp = stamp;
  }

  /** The stamp that was refused. */
  public long stamp() {
    return stamp;
  }
}
