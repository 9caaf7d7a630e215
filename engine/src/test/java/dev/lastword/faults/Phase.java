// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import java.util.Arrays;

/** What a process can be killed in, besides its writes. */
enum Phase {
  /** Opening, with the recovery of what the last crash left. */
  OPEN('o'),
  /** Opening with a narrower policy. */
  ADOPT('a'),
  FLUSH('f'),
  COMPACT('c'),
  SWEEP('s'),
  CHECKPOINT('k'),
  INGEST('i'),
  CLOSE('x');

  /** Stands for the phase in a report. */
  final char letter;

  Phase(char letter) {
    this.letter = letter;
  }

  static Phase of(int letter) {
    return Arrays.stream(values()).filter(p -> p.letter == letter).findFirst().orElseThrow();
  }
}
