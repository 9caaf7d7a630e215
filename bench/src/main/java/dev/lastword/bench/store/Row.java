// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.util.Comparator;

/** The newest operation on a member. */
record Row(long member, long stamp, boolean delete) {
  /** Greatest stamp first, then the greatest member by unsigned bytes. */
  static final Comparator<Row> NEWEST_FIRST =
      (a, b) ->
          a.stamp != b.stamp
              ? Long.compare(b.stamp, a.stamp)
              : Long.compareUnsigned(b.member, a.member);

  /** Whether this beats an operation on the same member; at equal stamps a delete does. */
  boolean beats(Row other) {
    return stamp != other.stamp ? stamp > other.stamp : delete && !other.delete;
  }
}
