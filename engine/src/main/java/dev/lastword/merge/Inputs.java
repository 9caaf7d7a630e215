// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.OPERATION_HEADER;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;
import java.util.Arrays;

/**
 * A merge's inputs: sorts them into single operations, which go straight into the table of touched
 * members, states, of which the largest becomes the base, and what cannot be read.
 *
 * <p>Nearly every operand is a single operation, so it takes a path of its own that reads each of
 * its fields once.
 */
final class Inputs {

  private static final int LARGEST_KEPT = 1 << 16;

  private final RecordView base;
  private final Touched touched;
  private final Horizon horizon;
  private final Quarantine quarantine;
  private final RecordView view = new RecordView();
  private final EntryCursor cursor = new EntryCursor(view, LIVE);

  private long[] addresses = new long[16];
  private long[] lengths = new long[16];
  private int count;
  private long bytes;
  private boolean existing;

  /**
   * Inputs that are neither single operations nor unreadable; the first {@link #stateCount} count.
   */
  private int[] states = new int[4];

  private int stateCount;
  private int setAside;
  private boolean baseIsOperand;
  private long floor;

  Inputs(RecordView base, Touched touched, Horizon horizon, Quarantine quarantine) {
    this.base = base;
    this.touched = touched;
    this.horizon = horizon;
    this.quarantine = quarantine;
  }

  void clear() {
    count = 0;
    bytes = 0;
    existing = false;
    if (addresses.length > LARGEST_KEPT) {
      addresses = new long[16];
      lengths = new long[16];
      states = new int[4];
    }
  }

  void addExisting(long address, long length) {
    existing = true;
    add(address, length);
  }

  void add(long address, long length) {
    if (count == addresses.length) {
      addresses = Arrays.copyOf(addresses, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
    }
    addresses[count] = address;
    lengths[count++] = length;
    bytes += length;
  }

  /** Returns how many inputs there are. */
  int count() {
    return count;
  }

  /** Returns the length of all inputs together. */
  long bytes() {
    return bytes;
  }

  int setAside() {
    return setAside;
  }

  /** Returns whether the base is an operand, larger than the value that RocksDB has stored. */
  boolean isBaseOperand() {
    return baseIsOperand;
  }

  /** Offers the stamps of all single operations, the last of which are mostly the newest. */
  void offerStamps(NewestStamps newest) {
    for (int i = count - 1; i >= 0; i--) {
      if (isOperation(addresses[i], lengths[i])) {
        newest.offer(RawMemory.getLong(addresses[i] + RecordFormat.OPERATION_STAMP));
      }
    }
  }

  /**
   * Reads everything: attaches the base, fills the table, raises the horizon, sets the unreadable
   * aside.
   *
   * @param floor stamps below it are not entered into the table
   */
  void gather(long floor) {
    this.floor = floor;
    stateCount = 0;
    setAside = 0;
    boolean storedOperation = existing && isOperation(addresses[0], lengths[0]);
    for (int i = storedOperation ? 1 : 0; i < count; i++) {
      if (!takeOperation(addresses[i], lengths[i])) {
        takeOther(i);
      }
    }
    int baseInput = attachBase();
    baseIsOperand = baseInput > 0 || (baseInput == 0 && !existing);
    for (int i = 0; i < stateCount; i++) {
      if (states[i] != baseInput) {
        takeState(states[i]);
      }
    }
    if (storedOperation && !isForgotten(addresses[0], lengths[0])) {
      takeOperation(addresses[0], lengths[0]);
    }
    if (horizon.isPresent()) {
      touched.forget(horizon);
    }
  }

  private boolean takeOperation(long address, long length) {
    if (!isOperation(address, length)) {
      return false;
    }
    long stamp = RawMemory.getLong(address + RecordFormat.OPERATION_STAMP);
    if (stamp >= floor) {
      int kind = RawMemory.getU8(address) - RecordFormat.ADD;
      touched.put(address + OPERATION_HEADER, (int) length - OPERATION_HEADER, kind, stamp);
    }
    return true;
  }

  /** Asked of what is stored, when all horizons are in: the table counts what it forgets itself. */
  private boolean isForgotten(long address, long length) {
    return horizon.excludes(
        RawMemory.getLong(address + RecordFormat.OPERATION_STAMP),
        address + OPERATION_HEADER,
        (int) length - OPERATION_HEADER);
  }

  /** Returns whether a record is a single operation with a member, the most frequent of all. */
  static boolean isOperation(long address, long length) {
    long memberLength = length - OPERATION_HEADER;
    if (memberLength <= 0 || memberLength > RecordFormat.MAX_MEMBER) {
      return false;
    }
    int tag = RawMemory.getU8(address);
    return tag == RecordFormat.ADD || tag == RecordFormat.DELETE;
  }

  private void takeOther(int input) {
    if (lengths[input] == 0) {
      return; // the empty state
    }
    // The first state is mostly the base: attached there, it is not parsed a second time.
    RecordView into = stateCount == 0 ? base : view;
    if (!isReadable(input, into)) {
      quarantine.add(addresses[input], lengths[input]);
      setAside++;
      return;
    }
    if (into.hasHorizon()) {
      horizon.raise(into.horizonStamp(), into.horizonMemberAddress(), into.horizonMemberLength());
    }
    quarantine.addAll(into);
    if (into.entries() > 0) {
      if (stateCount == states.length) {
        states = Arrays.copyOf(states, stateCount * 2);
      }
      states[stateCount++] = input;
    }
  }

  private boolean isReadable(int input, RecordView into) {
    if (into.wrap(addresses[input], lengths[input]) != null) {
      return false;
    }
    if (existing && input == 0) {
      return RecordCheck.checkHeader(into) == null;
    }
    return RecordCheck.checkDeep(into) == null;
  }

  /**
   * Attaches the largest state as the base, an empty one where there is none, and returns its
   * number.
   */
  private int attachBase() {
    if (stateCount == 0) {
      base.wrap(0, 0);
      return -1;
    }
    int largest = states[0];
    for (int i = 1; i < stateCount; i++) {
      if (lengths[states[i]] > lengths[largest]) {
        largest = states[i];
      }
    }
    if (largest != states[0]) {
      base.wrap(addresses[largest], lengths[largest]);
      base.noteEnds();
    }
    return largest;
  }

  private void takeState(int input) {
    boolean stored = existing && input == 0;
    view.wrap(addresses[input], lengths[input]);
    for (int group = 0; group < GROUPS; group++) {
      cursor.reset(group);
      while (cursor.next() && cursor.stamp() >= floor) {
        long member = cursor.member();
        int length = cursor.memberLength();
        if (stored && horizon.excludes(cursor.stamp(), member, length)) {
          continue; // the table counts what is refused of operands
        }
        touched.put(member, length, BaseSearch.kind(group), cursor.stamp());
      }
    }
  }
}
