// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The frames of a MANIFEST of one block: 4 bytes checksum, 2 bytes length, 1 byte type, data. */
final class Frames {
  private static final int HEADER = 7;
  private static final int LENGTH = 4;
  private static final int TYPE = 6;

  private Frames() {}

  /** Whether a cut MANIFEST ends where a record ends; its checksums are not looked at. */
  static boolean areWhole(Path manifest) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(manifest)).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at + HEADER <= bytes.limit() && bytes.get(at + TYPE) != 0) {
      at += HEADER + Short.toUnsignedInt(bytes.getShort(at + LENGTH));
    }
    return at == bytes.limit();
  }
}
