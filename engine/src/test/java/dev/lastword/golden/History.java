// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;
import dev.lastword.merge.KernelStateMachine;
import dev.lastword.merge.Policy;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelMerge;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.ModelState;
import dev.lastword.model.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;

/**
 * What is written into databases that other releases are to read: always the same, so that whoever
 * reads one knows what must be in it. Four parts, which {@link #write} brings to four places: plain
 * values at the bottom, operands in two files of level 0, operands in the log.
 */
final class History {
  static final int PARTS = 4;

  static final ModelPolicy MODEL_POLICY =
      ModelPolicy.forget().maxAdds(40).maxDeletes(8).window(5_000);

  static final Policy POLICY = KernelStateMachine.policy(MODEL_POLICY);

  /** The name of {@link #POLICY} as the first release wrote it into its files. */
  static final String OPERATOR = "lastword.v1.forget.a40.d8.w5000";

  private static final int SETS = 12;
  private static final int WRITES_A_PART = 150;

  private History() {}

  /**
   * One operand.
   *
   * @param key of the set
   * @param operand the bytes, which need not be a record
   * @param state what they say
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Write(Bytes key, byte[] operand, ModelState state) {}

  /** Returns the writes of one part, 0 to 3; later numbers give more writes to the same sets. */
  static List<Write> part(int number) {
    SplittableRandom random = new SplittableRandom(number);
    List<Write> writes = new ArrayList<>();
    try (KernelStateMachine machine = new KernelStateMachine()) {
      for (int i = 0; i < WRITES_A_PART; i++) {
        // The higher the number of the set, the more it holds; the first ones stay small.
        int set = (int) Math.sqrt(random.nextInt(SETS * SETS));
        Op op = op(random, number, i);
        writes.add(new Write(key(set), machine.encode(op), ModelState.of(op)));
      }
    }
    byte[] later = {0x20, (byte) number, 2, 3}; // a record of version 2, whatever that will be
    writes.add(
        new Write(Bytes.utf8("later version"), later, ModelState.quarantined(Bytes.of(later))));
    return writes;
  }

  /** Returns what the sets hold after the parts from 0 to {@code parts} - 1. */
  static NavigableMap<Bytes, ModelState> sets(int parts) {
    NavigableMap<Bytes, List<ModelState>> operands = new TreeMap<>();
    for (int number = 0; number < parts; number++) {
      for (Write write : part(number)) {
        operands.computeIfAbsent(write.key(), key -> new ArrayList<>()).add(write.state());
      }
    }
    NavigableMap<Bytes, ModelState> sets = new TreeMap<>();
    operands.forEach(
        (key, states) -> sets.put(key, ModelMerge.fullMerge(MODEL_POLICY, null, states)));
    return sets;
  }

  /** Writes the first four parts, each to its place. */
  static void write(LwwStore store) throws RocksDBException {
    write(store, 0);
    store.compact();
    write(store, 1);
    store.flush();
    write(store, 2);
    store.flush();
    write(store, 3);
  }

  /** Writes one part: singly, in a batch, and past the API, in turns. */
  static void write(LwwStore store, int number) throws RocksDBException {
    try (LwwBatch batch = store.batch()) {
      int count = 0;
      for (Write write : part(number)) {
        if (!write.state().quarantine().isEmpty()) {
          store.rocksdb().merge(store.columnFamily(), write.key().array(), write.operand());
        } else if (count++ % 2 == 0) {
          store.join(write.key().array(), write.operand());
        } else {
          batch.join(write.key().array(), write.operand());
        }
      }
      batch.write();
    }
  }

  private static Op op(SplittableRandom random, int part, int i) {
    long stamp = 1_000L * part + random.nextInt(3_000);
    // Members of one length in some sets and of several in others would never meet; here they do.
    Bytes member = Bytes.utf8("member-" + "x".repeat(random.nextInt(4)) + random.nextInt(60));
    if (i % 75 == 74) {
      return new Op('!', i % 2 == 0 ? Bytes.EMPTY : member, stamp - 2_000);
    }
    return new Op(random.nextInt(100) < 25 ? '-' : '+', member, stamp);
  }

  private static Bytes key(int set) {
    return Bytes.utf8("set-" + set);
  }
}
