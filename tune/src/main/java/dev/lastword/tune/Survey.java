// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.record.RecordFormat;

/** A first look at the sets, to choose candidates by. */
final class Survey implements SetVisitor {

  /** Members that each set would remember as added, if nothing were truncated. */
  final Spreader adds = new Spreader();

  /** Likewise as deleted. */
  final Spreader deletes = new Spreader();

  final LateWatch late = new LateWatch();
  private ExactSet set = new ExactSet();

  @Override
  public void begin(long keyHash) {
    set = new ExactSet();
  }

  @Override
  public void operation(byte[] bytes, int from, int length) {
    long stamp = Bytes.getLong(bytes, from + RecordFormat.OPERATION_STAMP);
    int memberAt = from + RecordFormat.OPERATION_HEADER;
    int memberLength = length - RecordFormat.OPERATION_HEADER;
    if (bytes[from] == RecordFormat.FORGET) {
      set.forget(stamp, bytes, memberAt, memberLength);
    } else {
      late.note(!set.hasNewest(), set.newest(), stamp);
      set.apply(bytes[from] == RecordFormat.ADD, stamp, bytes, memberAt, memberLength);
    }
  }

  @Override
  public void end() {
    adds.add(set.adds());
    deletes.add(set.deletes());
    set = new ExactSet();
  }

  void addAll(Survey other) {
    adds.addAll(other.adds);
    deletes.addAll(other.deletes);
    late.addAll(other.late);
  }
}
