// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/**
 * How a spool shares out memory.
 *
 * @param parts how many parts the sets fall into, a power of two
 * @param chunk bytes that a part collects before it goes to disk
 * @param loaded bytes of a part that may be loaded at once; a greater one is parted again
 */
record SpoolSizes(int parts, int chunk, int loaded) {
  static final SpoolSizes DEFAULT = new SpoolSizes(128, 32 << 10, 16 << 20);
}
