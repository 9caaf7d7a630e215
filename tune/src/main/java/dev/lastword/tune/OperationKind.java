// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/** What an operation does. */
public enum OperationKind {
  /** Puts a member in. */
  ADD,
  /** Takes a member out. */
  DELETE,
  /** Drops everything at or below a position; the member may be empty. */
  FORGET
}
