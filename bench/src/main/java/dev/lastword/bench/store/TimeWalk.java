// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.nio.ByteBuffer;
import org.rocksdb.RocksIterator;

/** Walks the keys of time of one set, newest first. */
final class TimeWalk {
  private final ByteBuffer key = ByteBuffer.allocateDirect(MemberKeys.TIME_KEY);
  private final RocksIterator iterator;
  private final long set;
  private boolean valid;

  /** Begins at the newest. */
  TimeWalk(RocksIterator iterator, long set) {
    this.iterator = iterator;
    this.set = set;
    iterator.seek(MemberKeys.times(set));
    read();
  }

  boolean isValid() {
    return valid;
  }

  void next() {
    iterator.next();
    read();
  }

  /** Steps over entries, without looking at any but the last. */
  void skip(int count) {
    if (count == 0) {
      return;
    }
    for (int i = 0; i < count && iterator.isValid(); i++) {
      iterator.next();
    }
    read();
  }

  long member() {
    return MemberKeys.memberOfTime(key);
  }

  long stamp() {
    return MemberKeys.stamp(key);
  }

  private void read() {
    valid = iterator.isValid();
    if (valid) {
      iterator.key(key.clear());
      valid = MemberKeys.isTimeOf(set, key);
    }
  }
}
