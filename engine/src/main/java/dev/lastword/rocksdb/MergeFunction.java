// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

/**
 * A RocksDB merge operator written in Java: what an embedder implements and hands to {@link
 * JavaMergeOperator#create}.
 *
 * <p>RocksDB calls both merge methods on its own threads (flush, compaction) and on every thread
 * that reads, several at once: an implementation must be thread-safe and quick, and must neither
 * block nor call RocksDB. It must be a pure function of its input, for RocksDB may merge the same
 * operands again, in other groups, or keep none of the results.
 *
 * <p>Whatever a method throws is caught, counted by the operator and answered as {@code false}.
 */
public interface MergeFunction {

  /**
   * Returns the operator's name. RocksDB stores it in OPTIONS and in every SST file but does not
   * compare it on open, so change it whenever the meaning of stored bytes changes.
   *
   * @return 1 to 255 printable ASCII characters; asked once, at creation
   */
  String name();

  /**
   * Merges all pending operands of a key into its value.
   *
   * @param in the key, the existing value or none, and at least one operand, oldest first; valid
   *     until this method returns
   * @param out takes the new value; valid until this method returns
   * @return true when {@code out} holds the result; false to decline, which RocksDB reports as
   *     {@code Corruption}: to the reader in a read, and in a flush or compaction by failing every
   *     later write of the whole instance
   */
  boolean fullMerge(MergeInput in, MergeOutput out);

  /**
   * Merges operands into one operand without the value below them. The result must stand for all of
   * them: a later full merge sees it in their place.
   *
   * @param in the key and at least two operands, oldest first; never an existing value
   * @param out takes the combined operand
   * @return true when {@code out} holds the result; false to leave the operands as they are, which
   *     is always correct
   */
  default boolean partialMerge(MergeInput in, MergeOutput out) {
    return false;
  }
}
