// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** Scatters numbers over 64 bits, one to one: the finalizer of SplitMix64. */
final class Mix {
  private Mix() {}

  static long mix(long number) {
    long z = number + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
