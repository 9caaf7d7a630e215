// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.model.Gen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What can happen to a file. */
enum Damage {
  /** One bit is another. */
  FLIP {
    @Override
    byte[] apply(byte[] bytes, Gen gen) {
      byte[] damaged = bytes.clone();
      damaged[gen.below(bytes.length)] ^= (byte) (1 << gen.below(8));
      return damaged;
    }
  },
  /** It ends too early. */
  CUT {
    @Override
    byte[] apply(byte[] bytes, Gen gen) {
      return Arrays.copyOf(bytes, gen.below(bytes.length));
    }
  },
  /** A stretch of it is zeros, as file systems leave what was never written. */
  ZEROS {
    @Override
    byte[] apply(byte[] bytes, Gen gen) {
      byte[] damaged = bytes.clone();
      int from = gen.below(bytes.length);
      int to = Math.min(bytes.length, from + 1 + gen.below(4096));
      Arrays.fill(damaged, from, to, (byte) 0);
      return damaged;
    }
  },
  /** A stretch of it is something else. */
  NOISE {
    @Override
    byte[] apply(byte[] bytes, Gen gen) {
      byte[] damaged = bytes.clone();
      int from = gen.below(bytes.length);
      int to = Math.min(bytes.length, from + 1 + gen.below(4096));
      for (int i = from; i < to; i++) {
        damaged[i] = (byte) gen.below(256);
      }
      return damaged;
    }
  };

  abstract byte[] apply(byte[] bytes, Gen gen);

  /** Damages a file; false if it has the same bytes as before. */
  boolean apply(Path file, Gen gen) throws IOException {
    byte[] before = Files.readAllBytes(file);
    if (before.length == 0) {
      return false;
    }
    byte[] after = apply(before, gen);
    Files.write(file, after);
    return !Arrays.equals(before, after);
  }
}
