// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.Policy;
import java.util.Map;
import java.util.Set;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.TableProperties;

/** Tells our merge operators from others by their names, which RocksDB stores but never checks. */
final class OperatorCheck {
  private static final String NONE = "nullptr";

  /** Comparators that order keys by their bytes; the second is rocksdbjni's own, in Java. */
  private static final Set<String> BYTEWISE =
      Set.of("leveldb.BytewiseComparator", "rocksdb.java.BytewiseComparator");

  private OperatorCheck() {}

  /**
   * The policy that an operator's name carries.
   *
   * @throws ForeignOperatorException when the operator is not one of ours
   */
  static Policy policyOf(String operatorName, String where) {
    return Policy.fromOperatorName(operatorName)
        .orElseThrow(() ->
            new ForeignOperatorException(
                "database was written with another merge operator, or by a newer Lastword; its"
                    + " values cannot be read as sets (operator="
                    + operatorName
                    + ", database="
                    + where
                    + ")",
                operatorName));
  }

  /**
   * Looks at the operator's name in every table file. Files without any are taken: they hold plain
   * values, and every value is checked when it is read.
   *
   * @throws ForeignOperatorException when a file was written with an operator that is not ours
   */
  static void checkTables(RocksDB db, ColumnFamilyHandle family) {
    for (Map.Entry<String, TableProperties> table : tables(db, family).entrySet()) {
      String name = table.getValue().getMergeOperatorName();
      if (!name.isEmpty() && !name.equals(NONE) && Policy.fromOperatorName(name).isEmpty()) {
        throw new ForeignOperatorException(
            "a file of the database was written with another merge operator; its values cannot be"
                + " read as sets (operator="
                + name
                + ", file="
                + table.getKey()
                + ")",
            name);
      }
    }
  }

  private static Map<String, TableProperties> tables(RocksDB db, ColumnFamilyHandle family) {
    try {
      return db.getPropertiesOfAllTables(family);
    } catch (RocksDBException e) {
      throw new StorageException("cannot read the properties of table files", e);
    }
  }

  /** Refuses data that was written without any operator. */
  static ForeignOperatorException withoutOperator(String where) {
    return new ForeignOperatorException(
        "database holds data that was written without a merge operator; if its values are Lastword"
            + " records, open it with acceptDataWithoutOperator(true) (database="
            + where
            + ")",
        null);
  }

  /** Refuses keys in another order: prefixes, ranges and timelines would miss sets. */
  static void checkOrder(InForce inForce, String where) {
    if (!BYTEWISE.contains(inForce.comparator())) {
      throw new StorageException(
          "column family orders its keys by another comparator; sets need the order of bytes,"
              + " RocksDB's default (comparator="
              + inForce.comparator()
              + ", in="
              + where
              + ")");
    }
  }

  /** Checks what is in force in a column family that someone else opened. */
  static void checkAttached(InForce inForce, Policy policy, String where) {
    checkOrder(inForce, where);
    String operator = inForce.operator();
    if (operator.isEmpty() || operator.equals(NONE)) {
      throw new ForeignOperatorException(
          "column family was opened without a merge operator; put the operator's handle() into its"
              + " options (column family="
              + where
              + ")",
          null);
    }
    Policy actual = policyOf(operator, where);
    if (!actual.equals(policy)) {
      throw new PolicyMismatchException(where, actual, policy);
    }
  }
}
