// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The memory that {@code -XX:MaxDirectMemorySize} bounds. */
public final class DirectMemory {
  private DirectMemory() {}

  /** Takes all there is, to the last byte, until the caller lets go of what is returned. */
  public static List<ByteBuffer> hoard() {
    List<ByteBuffer> hoard = new ArrayList<>();
    for (int size = 1 << 20; size > 0; size /= 2) {
      try {
        while (true) {
          hoard.add(ByteBuffer.allocateDirect(size));
        }
      } catch (OutOfMemoryError full) {
        hoard.add(ByteBuffer.allocate(0)); // try smaller ones
      }
    }
    return hoard;
  }
}
