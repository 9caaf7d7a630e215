// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/** Takes the operations of one set after the other. */
interface SetVisitor {

  /** A set begins. */
  void begin(long keyHash);

  /** The next operation of the set, in the order of arrival: an operand's bytes. */
  void operation(byte[] bytes, int from, int length);

  /** The set is complete. */
  void end();
}
