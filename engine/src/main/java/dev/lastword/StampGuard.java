// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.record.RecordFormat.GROUPS;

import dev.lastword.record.RecordView;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses stamps too far in the future, where the store was asked to. The clock is the caller's
 * code: it is asked before a call is entered, so that it may even close the store.
 */
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
    return new StampGuard(maxSkew, Objects.requireNonNull(now, "now"));
  }

  /** The time, for the checks of a record; 0 where nothing is guarded. */
  long time() {
    return now == null ? 0 : now.getAsLong();
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
  void check(byte[] key, RecordView record, long time) {
    if (now == null) {
      return;
    }
    for (int group = 0; group < GROUPS; group++) {
      if (record.count(group) > 0) {
        check(key, record.stamp(group, 0), time);
      }
    }
    if (record.hasHorizon()) {
      check(key, record.horizonStamp(), time);
    }
  }

  private void check(byte[] key, long stamp, long time) {
    // stamp - time may overflow only where the signs differ: a huge lead, or a stamp long past.
    if (stamp > time && (stamp - time < 0 || stamp - time > maxSkew)) {
      throw new StampGuardException(key, stamp, time, maxSkew);
    }
  }
}
