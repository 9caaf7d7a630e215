// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import dev.lastword.merge.Policy;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;

/**
 * Sets of one size in native memory, each as a record and in rows, to be read in turn: a reader
 * that met the same record again and again would have its branches learnt by heart.
 */
final class SetRecords implements AutoCloseable {

  static final double DELETES = 0.05;
  static final double LATE = 0.05;

  private static final long SEED = 20_260_102;
  private static final int ENTRIES = 200_000;
  private static final int MOST = 64;
  private static final int FEWEST = 2;

  private final Arena arena = Arena.ofShared();
  private final long[] addresses;
  private final long[] lengths;
  private final List<Bytes<Void>> rows = new ArrayList<>();
  private int current;

  /**
   * Makes the sets.
   *
   * @param entries of each
   */
  SetRecords(Members members, int entries) {
    int count = Math.clamp(ENTRIES / entries, FEWEST, MOST);
    addresses = new long[count];
    lengths = new long[count];
    for (int i = 0; i < count; i++) {
      OperationStream stream = new OperationStream(members, DELETES, LATE, entries, SEED + i);
      put(i, SetRecord.of(stream, entries, Policy.forget().maxAdds(entries)));
    }
  }

  /** Moves to the next set. */
  void next() {
    current = current + 1 == addresses.length ? 0 : current + 1;
  }

  int current() {
    return current;
  }

  int count() {
    return addresses.length;
  }

  long address() {
    return addresses[current];
  }

  long length() {
    return lengths[current];
  }

  /** Returns the rows of the current set, to be read from the beginning. */
  Bytes<?> rows() {
    return rows.get(current).readPosition(0);
  }

  /** Returns a copy of the current record. */
  byte[] copy() {
    byte[] bytes = new byte[Math.toIntExact(length())];
    RawMemory.copyOut(address(), bytes, 0, bytes.length);
    return bytes;
  }

  @Override
  public void close() {
    rows.forEach(Bytes::releaseLast);
    arena.close();
  }

  private void put(int index, byte[] record) {
    addresses[index] = place(record);
    lengths[index] = record.length;
    RecordView view = new RecordView();
    view.wrap(addresses[index], record.length);
    Bytes<Void> out = Bytes.allocateElasticDirect(record.length);
    ChronicleRows.writeRecord(out, view);
    rows.add(out);
  }

  private long place(byte[] bytes) {
    long address = arena.allocate(bytes.length).address();
    RawMemory.copyIn(bytes, 0, address, bytes.length);
    return address;
  }
}
