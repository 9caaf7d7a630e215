// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.BURIED;
import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.OUTLIVED;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;

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
   *   1. gather    check every input; enter single operations into a hash table by member,  (Inputs, Touched)
   *                set unreadable ones aside, find the horizon; the largest state becomes
   *                the base, the others' operations go into the table too
   *   2. search    find those members in the base                                           (BaseSearch)
   *   3. resolve   decide each touched member: what leaves the base, what enters which group
   *   4. build     each group as pieces of the base with new entries between                (GroupPlan, KeyedInts)
   *   5. truncate  take entries off the groups' ends, raise the horizon                     (Truncation, RecordWeight)
   *   6. lay out   choose widths, measure                                                   (ResultShape, MemberLengths)
   *   7. write     header and columns                                                       (ResultWriter, ColumnWriter)
   *
   * A merge for a page does the first five for what lies above a floor, and again for more where that is too little
   * (HeadFloor).
   *
   * So an operation costs its own lookup, and all else is block copies of the base's columns: the time goes where a
   * memcpy of the result would spend it. Join is commutative, so which input is the base changes nothing but speed.
   */

  private final RecordView base = new RecordView();
  private final Touched touched = new Touched();
  private final Horizon horizon = new Horizon();
  private final Quarantine quarantine = new Quarantine();
  private final Inputs inputs = new Inputs(base, touched, horizon, quarantine);
  private final HeadFloor floors = new HeadFloor();
  private final BaseSearch search = new BaseSearch(base, touched);
  private final GroupPlan[] plans = new GroupPlan[GROUPS];
  private final int[] kept = new int[GROUPS];
  private final ResultShape shape = new ResultShape(base, touched, plans);
  private final ResultWriter result;

  private Policy policy = Policy.unbounded();
  private boolean full;
  private int headEntries;
  private long floor;
  private boolean cut;
  private final long mostWeight;
  private boolean shortened;

  /** Creates a kernel with small scratch. */
  public StateMerger() {
    this(RecordWeight.MOST);
  }

  /** As the other one, for records up to a {@linkplain RecordWeight weight} only. */
  StateMerger(long mostWeight) {
    this.mostWeight = mostWeight;
    for (int group = 0; group < GROUPS; group++) {
      plans[group] = new GroupPlan(base, touched, group);
    }
    ColumnWriter columns = new ColumnWriter(base, touched, plans, shape);
    result = new ResultWriter(plans, shape, horizon, quarantine, columns);
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
    headEntries = Integer.MAX_VALUE;
    cut = false;
    shortened = false;
    inputs.clear();
  }

  /**
   * Adds the base value that RocksDB has stored. A merge wrote it, so its entries are not checked
   * one by one: the time of a merge must not grow with the record. At most one, before all
   * operands.
   */
  public void addExisting(long address, long length) {
    inputs.addExisting(address, length);
  }

  /** Adds an operand; what is not a canonical record goes into quarantine. */
  public void addOperand(long address, long length) {
    inputs.add(address, length);
  }

  /**
   * Has the next {@link #plan} leave out all but the newest live entries, for a reader that wants
   * no more: such a result must not be stored.
   *
   * @param entries live entries to keep
   */
  void keepHead(int entries) {
    headEntries = entries;
  }

  /** Returns whether {@link #keepHead} has left something out. */
  boolean isCut() {
    return cut;
  }

  /** Works out the result and returns its size in bytes. */
  public long plan() {
    boolean heavy = full && isHeavy(inputs.bytes(), mostWeight);
    boolean head = headEntries != Integer.MAX_VALUE;
    if (head && !heavy) {
      mergeHead();
    } else {
      gather(HeadFloor.NONE);
      merge();
    }
    quarantine.settle();
    if (heavy) {
      shorten();
    }
    if (head) {
      cutToHead();
    }
    shape.build();
    return result.measure();
  }

  /** Returns whether a merge of so many bytes may come to weigh more than is allowed. */
  static boolean isHeavy(long inputBytes, long mostWeight) {
    return inputBytes > mostWeight / RecordWeight.MOST_PER_BYTE;
  }

  private void mergeHead() {
    long least = floors.first(inputs, headEntries);
    gatherHead(least);
    merge();
    while (least != HeadFloor.NONE && !isHeadWhole()) {
      least = floors.lower(inputs);
      gatherHead(least);
      merge();
    }
  }

  /** Gathers what lies at or above a stamp. */
  private void gather(long least) {
    floor = least;
    touched.clear();
    horizon.clear();
    quarantine.clear();
    inputs.gather(floor);
  }

  /** Gathers for a head: each touched member takes no more than one live entry of the base off. */
  private void gatherHead(long least) {
    gather(least);
    int needed = headEntries + touched.size();
    if (needed < base.count(LIVE)) {
      floor = Math.max(floor, base.stamp(LIVE, needed)); // touched below it may stay: not on a page
    }
  }

  private void merge() {
    for (int group = 0; group < GROUPS; group++) {
      kept[group] = keptOf(group);
      plans[group].begin(kept[group]);
    }
    if (touched.size() > 0) {
      search.run(kept);
      resolve();
    }
    for (GroupPlan plan : plans) {
      plan.build();
    }
    truncate();
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

  /**
   * Returns whether the last {@link #plan} has left out the oldest entries because the record would
   * have been too large.
   */
  boolean isShortened() {
    return shortened;
  }

  /** Returns how many members the last {@link #plan} had to look for in the base. */
  int touched() {
    return touched.size();
  }

  /** Returns the length of all inputs together. */
  long inputBytes() {
    return inputs.bytes();
  }

  /** Returns how many inputs the last {@link #plan} could not read and put into quarantine. */
  public int setAside() {
    return inputs.setAside();
  }

  /**
   * Returns how many adds and deletes of operands the last {@link #plan} dropped because they lie
   * at or below the horizon that its inputs brought.
   */
  int refused() {
    int refused = touched.forgotten();
    if (!inputs.isBaseOperand()) {
      return refused;
    }
    for (int group = 0; group < GROUPS; group++) {
      refused += keepsNoneOf(group) ? 0 : base.count(group) - kept[group];
    }
    return refused;
  }

  /**
   * Returns how many of the base's entries the floor, the horizon, and KEEP's rule of one entry a
   * member, leave.
   */
  private int keptOf(int group) {
    if (keepsNoneOf(group)) {
      return 0;
    }
    int low = 0;
    int high = base.count(group);
    if (high == 0 || staysWhole(base.oldestOf(group))) {
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

  /** Returns whether nothing at or above a stamp is left out, as mostly. */
  private boolean staysWhole(long oldest) {
    return oldest >= floor && (!horizon.isPresent() || oldest > horizon.stamp());
  }

  private boolean excluded(int group, int index) {
    long stamp = base.stamp(group, index);
    if (stamp < floor) {
      return true;
    }
    if (!horizon.isPresent() || stamp > horizon.stamp()) {
      return false;
    }
    return horizon.excludes(
        stamp, base.memberAddress(group, index), base.memberLength(group, index));
  }

  private boolean keepsNoneOf(int group) {
    return isKeep() && (group == BURIED || group == OUTLIVED);
  }

  private boolean isKeep() {
    return policy.overflow() == Policy.Overflow.KEEP;
  }

  /** Operands come oldest first, groups are newest first: going backwards leaves little to sort. */
  private void resolve() {
    for (int entry = touched.size() - 1; entry >= 0; entry--) {
      resolve(entry);
    }
  }

  private void resolve(int entry) {
    if (touched.isNewAdd(entry)) {
      plans[LIVE].insert(entry);
      return; // as mostly: there is nothing to compare it with
    }
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

  /**
   * Whether the live entries above the floor are as many as wanted, or none below it would stay.
   */
  private boolean isHeadWhole() {
    int live = plans[LIVE].size();
    return live >= headEntries
        || (isKeep() && policy.boundsAdds() && live >= policy.addsBound())
        || (horizon.isPresent() && horizon.stamp() >= floor);
  }

  private void cutToHead() {
    cut = floor != HeadFloor.NONE;
    for (GroupPlan plan : plans) {
      int excess = plan.size() - (plan.isLive() ? headEntries : 0);
      if (excess > 0) {
        plan.pop(excess);
        cut = true;
      }
    }
  }

  /** Makes a record that weighs too much one that does not. */
  private void shorten() {
    shortened = quarantine.fit(mostWeight / 2);
    shape.build();
    long excess = RecordWeight.of(shape, quarantine) - mostWeight;
    if (excess > 0) {
      Truncation.lighten(plans, excess, horizon);
      shortened = true;
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
