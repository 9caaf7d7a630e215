// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.GROUPS;

import dev.lastword.record.RecordView;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Refuses stamps too far in the future, where the store was asked to. */
final class StampGuard {
  /** Lets every stamp pass. */
  static final StampGuard OFF = new StampGuard(Long.MAX_VALUE, null);

  private final long maxSkew;
  private final @Nullable LongSupplier now;

  private StampGuard(long maxSkew, @Nullable LongSupplier now) {
    this.maxSkew = maxSkew;
    this.now = now;
  }

  static StampGuard of(long maxSkew, LongSupplier now) {
    Checks.notNegative("maxSkew", maxSkew);
    return new StampGuard(maxSkew, now);
  }

  void check(byte[] key, long stamp) {
    if (now != null) {
      check(key, stamp, now.getAsLong());
    }
  }

  void check(ByteBuffer key, long stamp) {
    if (now != null) {
      check(Bytes.copy(key), stamp, now.getAsLong());
    }
  }

  /** Checks every stamp of a record: the newest entry's, and the horizon's. */
  void check(byte[] key, RecordView record) {
    if (now == null) {
      return;
    }
    for (int group = 0; group < GROUPS; group++) {
      if (record.count(group) > 0) {
        check(key, record.stamp(group, 0));
      }
    }
    if (record.hasHorizon()) {
      check(key, record.horizonStamp());
    }
  }

  private void check(byte[] key, long stamp, long time) {
    // stamp - time may overflow only where the signs differ: a huge lead, or a stamp long past.
    if (stamp > time && (stamp - time < 0 || stamp - time > maxSkew)) {
      throw new StampGuardException(key, stamp, time, maxSkew);
    }
  }
}
