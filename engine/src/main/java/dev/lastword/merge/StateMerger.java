// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.OUTLIVED;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.record.EntryCursor;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordView;
import java.util.Arrays;

/**
 * The merge kernel: joins any number of records in raw memory into one, and truncates it.
 *
 * <p>Use: {@link #begin}, then {@link #addExisting} and {@link #addOperand} for the inputs, {@link
 * #plan} for the result's size, {@link #write} to write it. The inputs must stay where they are
 * until then. An instance keeps scratch arrays and allocates only while they grow; it is not
 * thread-safe, see {@link MergerPool}.
 */
public final class StateMerger {

  /*
   * The phases, in order:
   *
   *   1. survey    check every input; set unreadable ones aside; find the horizon; the largest input becomes the base
   *   2. gather    enter all other inputs' operations into a hash table by member           (Touched)
   *   3. search    find those members in the base                                           (BaseSearch)
   *   4. resolve   decide each touched member: what leaves the base, what enters which group
   *   5. build     each group as runs of the base with new entries between                  (GroupPlan)
   *   6. truncate  take entries off the groups' ends, raise the horizon                     (Truncation)
   *   7. lay out   cut runs into pieces, choose widths, measure, write columns              (Pieces, ResultShape, ResultWriter)
   *
   * So an operation costs its own lookup, and all else is block copies of the base's columns: the time goes where a
   * memcpy of the result would spend it. Join is commutative, so which input is the base changes nothing but speed.
   */

  private static final int LARGEST_KEPT = 1 << 16;
  private static final int NO_BASE = -1;

  private final RecordView view = new RecordView();
  private final RecordView base = new RecordView();
  private final EntryCursor cursor = new EntryCursor(view, LIVE);
  private final Touched touched = new Touched();
  private final Horizon horizon = new Horizon();
  private final Quarantine quarantine = new Quarantine();
  private final BaseSearch search = new BaseSearch(base, touched);
  private final GroupPlan[] plans = new GroupPlan[GROUPS];
  private final int[] kept = new int[GROUPS];
  private final Pieces pieces = new Pieces(base, touched);
  private final ResultShape shape = new ResultShape(base, pieces, touched);
  private final ResultWriter result;

  private long[] addresses = new long[16];
  private long[] lengths = new long[16];
  private int inputs;
  private boolean existing;
  private int baseInput;
  private int setAside;
  private Policy policy = Policy.unbounded();
  private boolean full;

  /** Creates a kernel with small scratch. */
  public StateMerger() {
    for (int group = 0; group < GROUPS; group++) {
      plans[group] = new GroupPlan(base, touched, group);
    }
    ColumnWriter columns = new ColumnWriter(base, touched, pieces, shape);
    result = new ResultWriter(pieces, shape, horizon, quarantine, columns);
  }

  /**
   * Starts a merge.
   *
   * @param policy the thresholds to apply
   * @param full whether this is a full merge; KEEP truncates in full merges only
   */
  public void begin(Policy policy, boolean full) {
    this.policy = policy;
    this.full = full;
    inputs = 0;
    existing = false;
    setAside = 0;
    horizon.clear();
    quarantine.clear();
    if (addresses.length > LARGEST_KEPT) {
      addresses = new long[16];
      lengths = new long[16];
    }
  }

  /**
   * Adds the base value that RocksDB has stored. A merge wrote it, so its entries are not checked
   * one by one: the time of a merge must not grow with the record. At most one, before all
   * operands.
   */
  public void addExisting(long address, long length) {
    existing = true;
    addOperand(address, length);
  }

  /** Adds an operand; what is not a canonical record goes into quarantine. */
  public void addOperand(long address, long length) {
    if (inputs == addresses.length) {
      addresses = Arrays.copyOf(addresses, inputs * 2);
      lengths = Arrays.copyOf(lengths, inputs * 2);
    }
    addresses[inputs] = address;
    lengths[inputs++] = length;
  }

  /** Works out the result and returns its size in bytes. */
  public long plan() {
    survey();
    gather();
    if (touched.size() > 0) {
      search.run(kept);
      resolve();
    }
    for (int group = 0; group < GROUPS; group++) {
      plans[group].build(kept[group]);
    }
    truncate();
    quarantine.settle();
    pieces.build(plans);
    shape.build(plans);
    return result.measure();
  }

  /**
   * Writes the result.
   *
   * @param address where {@link #plan}'s size and {@link RawMemory#SLACK} more bytes may be
   *     written; away from all inputs
   */
  public void write(long address) {
    result.write(address);
  }

  /** Returns how many inputs the last {@link #plan} could not read and put into quarantine. */
  public int setAside() {
    return setAside;
  }

  private void survey() {
    baseInput = NO_BASE;
    long largest = 0;
    for (int i = 0; i < inputs; i++) {
      if (!isReadable(i)) {
        quarantine.add(addresses[i], lengths[i]);
        lengths[i] = 0;
        setAside++;
        continue;
      }
      if (view.hasHorizon()) {
        horizon.raise(view.horizonStamp(), view.horizonMemberAddress(), view.horizonMemberLength());
      }
      quarantine.addAll(view);
      if (lengths[i] > largest) {
        largest = lengths[i];
        baseInput = i;
      }
    }
  }

  private boolean isReadable(int input) {
    if (view.wrap(addresses[input], lengths[input]) != null) {
      return false;
    }
    boolean stored = existing && input == 0;
    return (stored ? RecordCheck.checkHeader(view) : RecordCheck.check(view)) == null;
  }

  private void gather() {
    if (baseInput == NO_BASE) {
      base.wrap(0, 0);
    } else {
      base.wrap(addresses[baseInput], lengths[baseInput]);
    }
    touched.begin(base);
    for (int i = 0; i < inputs; i++) {
      if (i != baseInput && lengths[i] != 0) {
        gather(i);
      }
    }
    for (int group = 0; group < GROUPS; group++) {
      plans[group].clear();
      kept[group] = keptOf(group);
    }
  }

  private void gather(int input) {
    view.wrap(addresses[input], lengths[input]);
    for (int group = 0; group < GROUPS; group++) {
      boolean add = BaseSearch.kind(group) == 0;
      cursor.reset(group);
      while (cursor.next()) {
        long stamp = cursor.stamp();
        if (horizon.excludes(stamp, cursor.member(), cursor.memberLength())) {
          break; // so is all that follows
        }
        if (add) {
          touched.add(cursor.member(), cursor.memberLength(), stamp);
        } else {
          touched.delete(cursor.member(), cursor.memberLength(), stamp);
        }
      }
    }
  }

  /**
   * Returns how many of the base's entries the horizon, and KEEP's rule of one entry a member,
   * leave.
   */
  private int keptOf(int group) {
    if (isKeep() && (group == BURIED || group == OUTLIVED)) {
      return 0;
    }
    int low = 0;
    int high = base.count(group);
    if (high == 0 || !excluded(group, high - 1)) {
      return high;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (excluded(group, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean excluded(int group, int index) {
    long stamp = base.stamp(group, index);
    if (!horizon.isPresent() || stamp > horizon.stamp()) {
      return false;
    }
    return horizon.excludes(
        stamp, base.memberAddress(group, index), base.memberLength(group, index));
  }

  private boolean isKeep() {
    return policy.overflow() == Policy.Overflow.KEEP;
  }

  private void resolve() {
    for (int entry = 0; entry < touched.size(); entry++) {
      resolve(entry);
    }
  }

  private void resolve(int entry) {
    boolean added = settleStamp(entry, 0);
    boolean deleted = settleStamp(entry, 1);
    boolean live = added && (!deleted || touched.stamp(entry, 0) > touched.stamp(entry, 1));
    if (isKeep() && added && deleted) {
      added = live;
      deleted = !live;
    }
    place(entry, 0, added, live ? LIVE : BURIED);
    place(entry, 1, deleted, live ? OUTLIVED : TOMBSTONES);
  }

  /**
   * Brings an entry's stamp of a kind (0 add, 1 delete) to the newer of operand's and base's;
   * returns whether there is one.
   */
  private boolean settleStamp(int entry, int kind) {
    int index = touched.baseIndex(entry, kind);
    if (index == Touched.ABSENT) {
      return touched.has(entry, kind);
    }
    long stored = base.stamp(touched.baseGroup(entry, kind), index);
    if (!touched.has(entry, kind) || stored > touched.stamp(entry, kind)) {
      touched.stamp(entry, kind, stored);
    }
    return true;
  }

  private void place(int entry, int kind, boolean present, int group) {
    int index = touched.baseIndex(entry, kind);
    if (index != Touched.ABSENT) {
      int before = touched.baseGroup(entry, kind);
      if (present && before == group && base.stamp(group, index) == touched.stamp(entry, kind)) {
        return;
      }
      plans[before].remove(index);
    }
    if (present) {
      plans[group].insert(entry);
    }
  }

  private void truncate() {
    if (!isKeep()) {
      Truncation.forget(plans, policy, horizon);
    } else if (full) {
      Truncation.keep(plans, policy);
    }
  }
}
