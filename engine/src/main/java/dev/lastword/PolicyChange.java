// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/** What opening a database does when it remembers another policy than the one given. */
public enum PolicyChange {
  /** Throw {@link PolicyMismatchException} and touch nothing. The default. */
  REFUSE,
  /**
   * Take the new policy from now on. Reads apply it at once; {@link LwwStore#sweep} applies it to
   * what lies on disk.
   */
  ADOPT
}
