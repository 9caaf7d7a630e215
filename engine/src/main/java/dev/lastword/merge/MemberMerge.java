// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.OUTLIVED;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.record.MemberHash;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.RecordView;

/**
 * Tells of one member what a full merge would leave of it, without merging: for a reader that asks
 * for no other.
 *
 * <p>The newest add and the newest delete of the member, wherever they lie, decide about it, unless
 * truncation forgets the later one of them. It forgets the oldest first, so it cannot come to that
 * one while no more adds, and no more deletes, lie at or above it than the thresholds keep. Both
 * are counted as often as inputs speak of them: the merge may find fewer, never more. Where that
 * does not suffice, and where an input has a quarantine or has to go into one, the merge must be
 * made.
 *
 * <p>Use: {@link #begin}, {@link #takeStored}, {@link #takeOperand} for each operand, {@link
 * #isSettled}, {@link #write}. Not thread-safe.
 */
final class MemberMerge {
  private static final int NONE = -1;

  private final RecordView stored = new RecordView();
  private final RecordView view = new RecordView();

  private long member;
  private int length;
  private long hash;

  /** The later of the newest add and the newest delete: its tag, or {@link #NONE}. */
  private int tag;

  private long stamp;
  private boolean horizon;
  private long horizonStamp;
  private long newest;
  private long adds;
  private long deletes;
  private long bytes;

  /** Forgets all inputs; from here on answers for the member at an address. */
  void begin(long memberAddress, int memberLength) {
    member = memberAddress;
    length = memberLength;
    hash = MemberHash.of(memberAddress, memberLength);
    tag = NONE;
    stamp = 0;
    horizon = false;
    horizonStamp = 0;
    newest = Long.MIN_VALUE;
    adds = 0;
    deletes = 0;
    bytes = 0;
    stored.wrap(0, 0);
  }

  /**
   * Takes the value that RocksDB has stored; as in a merge, its entries are not checked.
   *
   * @return false when only the merge can tell what becomes of it
   */
  boolean takeStored(long address, long size) {
    bytes += size;
    return stored.wrap(address, size) == null
        && RecordCheck.checkHeader(stored) == null
        && takeState(stored);
  }

  /** Takes an operand; returns as {@link #takeStored}. */
  boolean takeOperand(long address, long size) {
    bytes += size;
    if (Inputs.isOperation(address, size)) {
      takeOperation(address, (int) size - RecordFormat.OPERATION_HEADER);
      return true;
    }
    if (view.wrap(address, size) != null || RecordCheck.checkDeep(view) != null) {
      return false;
    }
    adds += view.adds();
    deletes += view.deletes();
    return takeState(view);
  }

  private void takeOperation(long address, int memberLength) {
    int kind = RawMemory.getU8(address);
    long at = RawMemory.getLong(address + RecordFormat.OPERATION_STAMP);
    adds += kind == RecordFormat.ADD ? 1 : 0;
    deletes += kind == RecordFormat.ADD ? 0 : 1;
    newest = Math.max(newest, at);
    if (memberLength == length
        && RawMemory.equal(address + RecordFormat.OPERATION_HEADER, member, length)) {
      note(kind, at);
    }
  }

  private boolean takeState(RecordView state) {
    if (state.hasHorizon()) {
      horizonStamp = horizon ? Math.max(horizonStamp, state.horizonStamp()) : state.horizonStamp();
      horizon = true;
    }
    if (state.entries() > 0) {
      newest = Math.max(newest, state.newestStamp());
    }
    if (!find(state, LIVE, RecordFormat.ADD)) {
      find(state, TOMBSTONES, RecordFormat.DELETE);
    }
    return state.quarantineCount() == 0;
  }

  private boolean find(RecordView state, int group, int kind) {
    int index = state.find(group, member, length, hash);
    if (index >= 0) {
      note(kind, state.stamp(group, index));
    }
    return index >= 0;
  }

  /** Of an add and a delete with one stamp, the delete decides. */
  private void note(int kind, long at) {
    if (tag == NONE || at > stamp || (at == stamp && kind == RecordFormat.DELETE)) {
      tag = kind;
      stamp = at;
    }
  }

  /** Returns how many bytes the inputs have together. */
  long bytes() {
    return bytes;
  }

  /** Returns whether the answer is sure: it is what the merge under this policy would leave. */
  boolean isSettled(Policy policy) {
    if (tag == NONE) {
      return true; // truncation adds nothing
    }
    if (horizon && stamp <= horizonStamp) {
      return false; // at the horizon's stamp members decide, and below it there may be an older one
    }
    boolean young = !policy.boundsAge() || stamp >= policy.oldestKept(newest);
    if (policy.overflow() == Policy.Overflow.FORGET) {
      return young && isAmongAdds(policy) && isAmongDeletes(policy);
    }
    return tag == RecordFormat.ADD ? isAmongAdds(policy) : young && isAmongDeletes(policy);
  }

  private boolean isAmongAdds(Policy policy) {
    return !policy.boundsAdds() || adds + since(LIVE) + since(BURIED) <= policy.addsBound();
  }

  private boolean isAmongDeletes(Policy policy) {
    return !policy.boundsDeletes()
        || deletes + since(TOMBSTONES) + since(OUTLIVED) <= policy.deletesBound();
  }

  /** Returns how many stored entries of a group are no older than the operation found. */
  private int since(int group) {
    return stored.countSince(group, stored.count(group), stamp);
  }

  /** Returns the size of the answer, an operation's or nothing. */
  int size() {
    return tag == NONE ? 0 : RecordFormat.OPERATION_HEADER + length;
  }

  /** Writes the answer: the operation that decides about the member. */
  void write(long address) {
    if (tag != NONE) {
      RawMemory.putU8(address, tag);
      RawMemory.putLong(address + RecordFormat.OPERATION_STAMP, stamp);
      RawMemory.copy(member, address + RecordFormat.OPERATION_HEADER, length);
    }
  }
}
