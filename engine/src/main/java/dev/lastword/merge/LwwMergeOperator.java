// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import dev.lastword.rocksdb.JavaMergeOperator;
import dev.lastword.rocksdb.MergeFunction;
import org.jspecify.annotations.Nullable;
import org.rocksdb.MergeOperator;

/**
 * The merge operator of last-writer-wins sets, for databases that their owner opens with
 * rocksdbjni.
 *
 * <pre>{@code
 * var sets = LwwMergeOperator.create(Policy.forget().maxAdds(1_000));
 * var options = new ColumnFamilyOptions().setMergeOperator(sets.handle());
 * }</pre>
 *
 * <p>A set holds entries of close to 2 GiB, 12 bytes and the member each. Past that the oldest are
 * forgotten, whatever the policy; {@link #shortened} counts the merges that did it.
 *
 * <p>Operands and values are records ({@code docs/format.md}); {@link
 * dev.lastword.record.Operations} writes those of single operations. A merge never fails for bad
 * data: what cannot be read is carried along in quarantine.
 *
 * <p>Thread-safe; one operator serves any number of column families and databases. Closing it only
 * stops {@link #handle}: databases that have it go on merging ({@link JavaMergeOperator}). Its
 * native part, a few kilobytes, lives as long as the process: create one for each policy and keep
 * it, not one for each opening.
 */
public final class LwwMergeOperator implements AutoCloseable {

  private final Policy policy;
  private final LwwMergeFunction function;
  private final JavaMergeOperator operator;

  private LwwMergeOperator(Policy policy, LwwMergeFunction function, JavaMergeOperator operator) {
    this.policy = policy;
    this.function = function;
    this.operator = operator;
  }

  /**
   * Creates an operator that applies a policy.
   *
   * @throws UnsupportedOperationException where rocksdbjni's library cannot be loaded, or reached,
   *     on this platform
   * @throws IllegalCallerException when native access is denied to Lastword
   */
  public static LwwMergeOperator create(Policy policy) {
    return create(policy, RecordWeight.MOST);
  }

  /** For tests: an operator whose records may weigh no more than so many bytes. */
  static LwwMergeOperator create(Policy policy, long mostWeight) {
    LwwMergeFunction function = new LwwMergeFunction(policy, mostWeight);
    return around(policy, function, function);
  }

  /** For tests: an operator whose merges another function makes. */
  static LwwMergeOperator around(Policy policy, LwwMergeFunction function, MergeFunction merging) {
    return new LwwMergeOperator(policy, function, JavaMergeOperator.create(merging));
  }

  /** Returns what {@code setMergeOperator} takes. It belongs to this operator: do not close it. */
  public MergeOperator handle() {
    return operator.handle();
  }

  /** Returns the policy in force. */
  public Policy policy() {
    return policy;
  }

  /** Returns the operator's name, which carries the policy. */
  public String name() {
    return policy.operatorName();
  }

  /**
   * Returns how many inputs merges could not read and put into quarantine. A read merges pending
   * operands again, and counts them again.
   */
  public long quarantined() {
    return function.counted().quarantined();
  }

  /**
   * Returns how many full merges forgot a set's oldest entries, or dropped a part of its
   * quarantine, because the set had reached its {@link #mostWeight}. A read merges pending operands
   * again, and counts them again.
   */
  public long shortened() {
    return function.counted().shortened();
  }

  /** Returns how large a set may grow, in bytes of {@link RecordWeight}. */
  public long mostWeight() {
    return function.mostWeight();
  }

  /** Returns how many merges failed or were declined, for an error such as a lack of memory. */
  public long failures() {
    return operator.declines() + operator.failures();
  }

  /**
   * Returns what the merges have come to, in every database that uses this operator, since it was
   * created. Takes a few microseconds and stops no merge.
   */
  public MergeMetrics metrics() {
    return function.counted().metrics(failures());
  }

  /** Returns the last error that made a merge fail, or null. */
  public @Nullable Throwable lastFailure() {
    return operator.lastFailure();
  }

  /** Marks the operator as closed: it gives no handle any more. */
  @Override
  public void close() {
    operator.close();
  }
}
