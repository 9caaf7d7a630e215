// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.Cursor;
import dev.lastword.Finding;
import dev.lastword.LwwStore;
import dev.lastword.Progress;
import dev.lastword.RecordIterator;
import dev.lastword.SetState;
import dev.lastword.StoredRecord;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a store holds, in the model's terms. */
public final class Contents {
  private static final int POINT_READS = 10;

  private Contents() {}

  /** Reads everything in one pass, and a few sets once more by their keys. */
  public static Map<Bytes, ModelState> read(LwwStore store) {
    Map<Bytes, ModelState> sets = new HashMap<>();
    try (RecordIterator records = store.records(new byte[0])) {
      while (records.hasNext()) {
        StoredRecord record = records.next();
        sets.put(Bytes.of(record.key()), model(record.state()));
        if (sets.size() % 100 < POINT_READS) {
          assertArrayEquals(record.record(), store.record(record.key()));
        }
      }
    }
    return sets;
  }

  /** Fails if a record or a file is damaged. */
  public static void verify(LwwStore store) {
    List<Finding> findings = new ArrayList<>();
    assertTrue(store.verify(findings::add, Progress.NONE).isClean(), findings::toString);
    assertEquals(0, store.quarantined());
  }

  /** Returns a state as the model has it. */
  public static ModelState model(SetState state) {
    ModelState.Builder builder = new ModelState.Builder();
    state.adds().forEach(add -> builder.add(Bytes.of(add.member()), add.stamp()));
    state.deletes().forEach(delete -> builder.delete(Bytes.of(delete.member()), delete.stamp()));
    Cursor horizon = state.horizon();
    if (horizon != null) {
      builder.horizon(horizon.stamp(), Bytes.of(horizon.member()));
    }
    state.quarantined().forEach(blob -> builder.quarantine(Bytes.of(blob)));
    return builder.build();
  }
}
