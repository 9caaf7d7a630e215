// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.model.Bytes;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One atomic write.
 *
 * @param how what carries it to the database
 * @param ops of one key unless it is a batch or a file
 */
record Step(How how, List<KeyedOp> ops) {
  /** What carries operations to the database. */
  enum How {
    /** A call of add, delete or forget. */
    ONE,
    /** A batch. */
    BATCH,
    /** A record of many operations. */
    JOIN,
    /** A table file, ingested. */
    FILE
  }

  /** Returns the operations of each key. */
  Map<Bytes, List<Op>> byKey() {
    Map<Bytes, List<Op>> byKey = new LinkedHashMap<>();
    for (KeyedOp op : ops) {
      byKey.computeIfAbsent(op.key(), key -> new ArrayList<>()).add(op.op());
    }
    return byKey;
  }
}
