// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

/**
 * A record cannot be read: stored under a key that was asked for, or handed to {@link
 * SetWriter#join}. The message names the key and what is wrong with the bytes.
 */
public final class CorruptRecordException extends LastwordException {
  private static final long serialVersionUID = 1;

  private final byte[] key;
  private final String reason;

  CorruptRecordException(byte[] key, String reason) {
    super("record cannot be read: " + reason + " (key=" + Bytes.show(key) + ")");
    this.key = key;
    this.reason = reason;
  }

  /** The key, a copy. */
  public byte[] key() {
    return key.clone();
  }

  /** What is wrong with the bytes, in a few words. */
  public String reason() {
    return reason;
  }
}
