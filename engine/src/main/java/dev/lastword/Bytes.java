// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Small helpers on byte strings. */
final class Bytes {
  static final byte[] NONE = {};

  /** How much of a key an error message shows. */
  private static final int SHOWN = 64;

  private Bytes() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The remaining bytes, copied; the buffer's position stays. */
  static byte[] copy(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(buffer.position(), copy);
    return copy;
  }

  /** For messages: printable ASCII as it is, other bytes as \xHH, cut when long. */
  static String show(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length, SHOWN); i++) {
      char c = (char) (bytes[i] & 0xff);
      if (c > ' ' && c < 0x7f && c != '\\') {
        text.append(c);
      } else {
        text.append(String.format("\\x%02x", (int) c));
      }
    }
    return bytes.length > SHOWN ? text + "... (" + bytes.length + " bytes)" : text.toString();
  }
}
