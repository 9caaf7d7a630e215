// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

/** The rules for a merge operator's name, which RocksDB keeps as a C string. */
final class OperatorName {
  private static final int LIMIT = 255;

  private OperatorName() {}

  /**
   * Returns {@code name} when RocksDB can carry it.
   *
   * @throws IllegalArgumentException when it is not 1 to 255 printable ASCII characters
   */
  static String check(String name) {
    if (name.isEmpty()
        || name.length() > LIMIT
        || !name.chars().allMatch(OperatorName::printable)) {
      throw new IllegalArgumentException(
          "an operator's name must be 1 to " + LIMIT + " printable ASCII characters: name=" + name);
    }
    return name;
  }

  private static boolean printable(int c) {
    return c >= ' ' && c <= '~';
  }
}
