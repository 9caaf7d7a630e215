// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.HashSet;
import java.util.Set;

/** Counts different keys, up to a number beyond which nobody needs it exactly. */
final class KeyCounter {
  private static final int MOST = 1_000_000;

  /** Hashes of 64 bits: among a million keys two are the same once in 37 million runs. */
  private final Set<Long> hashes = new HashSet<>();

  void see(byte[] key) {
    if (hashes.size() <= MOST) {
      hashes.add(hash(key));
    }
  }

  String describe() {
    return hashes.size() > MOST
        ? "more than " + Quantities.count(MOST, "set")
        : Quantities.count(hashes.size(), "set");
  }

  private static long hash(byte[] key) {
    long hash = 0xcbf2_9ce4_8422_2325L;
    for (byte b : key) {
      hash = (hash ^ b) * 0x100_0000_01b3L;
    }
    return hash;
  }
}
