// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/** How a store's database was opened. */
enum StoreMode {
  READ_WRITE,
  READ_ONLY,
  SECONDARY
}
