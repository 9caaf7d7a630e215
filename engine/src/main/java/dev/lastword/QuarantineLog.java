// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The default listener: one warning a key, for so many keys that a log is not flooded. */
final class QuarantineLog implements QuarantineListener {
  private static final System.Logger LOGGER = System.getLogger("dev.lastword");
  private static final int MOST_KEYS = 1_000;

  private final Set<ByteBuffer> warned = ConcurrentHashMap.newKeySet();

  @Override
  public void quarantined(byte[] key, int chunks, long bytes) {
    if (warned.size() < MOST_KEYS && warned.add(ByteBuffer.wrap(key))) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "record carries bytes that could not be merged; reads answer from the rest; run verify"
              + " (strings={0,number,#}, bytes={1,number,#}, key={2})",
          chunks,
          bytes,
          Bytes.show(key));
    }
  }
}
