// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable byte string, ordered as unsigned bytes, lexicographically; a prefix is smaller.
 *
 * <p>Thread-safe.
 */
public final class Bytes implements Comparable<Bytes> {
  /** The byte string of length zero. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private static final int SHOWN = 40;

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** Returns a copy of {@code value}. */
  public static Bytes of(byte[] value) {
    return new Bytes(value.clone());
  }

  /** Returns the UTF-8 bytes of {@code text}. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the bytes that {@code digits}, two hexadecimal digits each, spell. */
  public static Bytes hex(String digits) {
    return new Bytes(HexFormat.of().parseHex(digits));
  }

  /** Returns a copy of the bytes. */
  public byte[] array() {
    return value.clone();
  }

  /** Returns the length in bytes. */
  public int length() {
    return value.length;
  }

  @Override
  public int compareTo(Bytes other) {
    int common = Math.min(value.length, other.value.length);
    for (int i = 0; i < common; i++) {
      int difference = (value[i] & 0xff) - (other.value[i] & 0xff);
      if (difference != 0) {
        return difference;
      }
    }
    return value.length - other.value.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** Printable ASCII as it is, other bytes as {@code \xHH}; long strings are cut and measured. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(value.length, SHOWN); i++) {
      OpLog.escape(value[i], text);
    }
    return value.length <= SHOWN ? text.toString() : text + "..(" + value.length + " bytes)";
  }
}
