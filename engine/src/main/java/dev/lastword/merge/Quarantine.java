// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.util.Arrays;

/**
 * The byte strings a merge could not read, and those its inputs carried along: an ordered set, so
 * that the result does not depend on the order or number of times in which they came. Points into
 * the merge's inputs.
 */
final class Quarantine {

  private static final int LARGEST_KEPT = 1 << 12;

  /** All with the same key, so that their bytes decide. */
  private final KeyedInts order =
      new KeyedInts() {
        @Override
        boolean inOrder(int a, int b) {
          return compare(a, b) <= 0;
        }
      };

  private long[] addresses = new long[4];
  private long[] lengths = new long[4];
  private int count;

  void clear() {
    count = 0;
    order.clear();
    if (addresses.length > LARGEST_KEPT) {
      addresses = new long[4];
      lengths = new long[4];
    }
  }

  void add(long address, long length) {
    if (count == addresses.length) {
      addresses = Arrays.copyOf(addresses, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
    }
    addresses[count] = address;
    lengths[count] = length;
    order.add(0, count);
    count++;
  }

  void addAll(RecordView view) {
    long at = view.quarantineAddress();
    for (int i = 0; i < view.quarantineCount(); i++) {
      long length = RawMemory.getU32(at);
      add(at + Integer.BYTES, length);
      at += Integer.BYTES + length;
    }
  }

  /** Puts the strings in order and drops repetitions. */
  void settle() {
    if (count < 2) {
      return;
    }
    order.sort();
    int kept = 1;
    for (int i = 1; i < count; i++) {
      if (compare(order.value(kept - 1), order.value(i)) != 0) {
        order.move(i, kept++);
      }
    }
    count = kept;
  }

  /**
   * Drops strings from the end until the rest takes no more than {@code most} bytes.
   *
   * @return whether any went
   */
  boolean fit(long most) {
    long size = Integer.BYTES;
    for (int i = 0; i < count; i++) {
      size += Integer.BYTES + lengths[order.value(i)];
      if (size > most) {
        count = i;
        return true;
      }
    }
    return false;
  }

  int count() {
    return count;
  }

  /** Returns the bytes that {@link #write} writes. */
  long size() {
    long size = Integer.BYTES;
    for (int i = 0; i < count; i++) {
      size += Integer.BYTES + lengths[order.value(i)];
    }
    return size;
  }

  void write(long address) {
    RawMemory.putU32(address, count);
    long at = address + Integer.BYTES;
    for (int i = 0; i < count; i++) {
      int each = order.value(i);
      RawMemory.putU32(at, lengths[each]);
      RawMemory.copy(addresses[each], at + Integer.BYTES, lengths[each]);
      at += Integer.BYTES + lengths[each];
    }
  }

  private int compare(int a, int b) {
    return RawMemory.compare(addresses[a], lengths[a], addresses[b], lengths[b]);
  }
}
