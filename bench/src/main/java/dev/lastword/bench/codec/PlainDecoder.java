// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Decodes a record without quarantine into maps, as docs/format.md reads. */
public final class PlainDecoder {

  private static final int HEAD = 64;

  private final ByteBuffer in;
  private final PlainState into;
  private int stampWidth;
  private int lengthWidth;
  private int numberWidth;
  private int memberWidth;
  private long newest;

  private PlainDecoder(byte[] record, PlainState into) {
    this.in = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    this.into = into;
  }

  /** Joins a record into a state. */
  public static void decode(byte[] record, PlainState into) {
    if (record.length > 0) {
      new PlainDecoder(record, into).decode();
    }
  }

  private void decode() {
    switch (in.get()) {
      case 0x11 -> into.add(in.getLong(), member(in.remaining()));
      case 0x12 -> into.delete(in.getLong(), member(in.remaining()));
      case 0x13 -> into.raiseHorizon(new PlainEntry(in.getLong(), member(in.remaining())));
      case 0x10 -> decodeState();
      default -> throw new IllegalArgumentException("not a record");
    }
  }

  private void decodeState() {
    int layout = in.get();
    if ((layout & 0x80) != 0) {
      throw new IllegalArgumentException("quarantine is not implemented here");
    }
    stampWidth = layout & 0xF;
    lengthWidth = (layout >>> 4) & 3;
    numberWidth = 1 << in.get();
    newest = in.getLong();
    memberWidth = lengthWidth == 0 ? in.getShort() & 0xFFFF : 0;
    int[] counts = numbers(4);
    if (lengthWidth != 0) {
      numbers(5); // the lengths say the same
    }
    int head = Math.min(counts[0], HEAD);
    decodeSegment(head, true);
    decodeSegment(counts[0] - head, true);
    decodeSegment(counts[1], false);
    decodeSegment(counts[2], true);
    decodeSegment(counts[3], false);
    if ((layout & 0x40) != 0) {
      into.raiseHorizon(new PlainEntry(in.getLong(), member(in.getShort() & 0xFFFF)));
    }
  }

  private void decodeSegment(int count, boolean adds) {
    long[] stamps = stamps(count);
    int[] fingerprints = fingerprints(count);
    int[] lengths = lengths(count);
    for (int i = 0; i < count; i++) {
      PlainMember member = isFolded() ? unfold(fingerprints[i]) : member(lengths[i]);
      if (adds) {
        into.add(stamps[i], member);
      } else {
        into.delete(stamps[i], member);
      }
    }
  }

  private long[] stamps(int count) {
    long mask = stampWidth == 0 ? 0 : -1L >>> (64 - 8 * stampWidth);
    long[] stamps = new long[count];
    for (int i = 0; i < count; i++) {
      stamps[i] = newest - ((newest - number(stampWidth)) & mask);
    }
    return stamps;
  }

  private int[] fingerprints(int count) {
    int[] fingerprints = new int[count];
    if (lengthWidth != 0 || memberWidth > 1) {
      for (int i = 0; i < count; i++) {
        fingerprints[i] = in.getShort() & 0xFFFF;
      }
    }
    return fingerprints;
  }

  private int[] lengths(int count) {
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = lengthWidth == 0 ? memberWidth : (int) number(lengthWidth);
    }
    return lengths;
  }

  private int[] numbers(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (int) number(numberWidth);
    }
    return numbers;
  }

  private long number(int width) {
    long number = 0;
    for (int i = 0; i < width; i++) {
      number |= (in.get() & 0xFFL) << (8 * i);
    }
    return number;
  }

  private PlainMember member(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new PlainMember(bytes);
  }

  private boolean isFolded() {
    return lengthWidth == 0 && memberWidth >= 2 && memberWidth <= 8;
  }

  private PlainMember unfold(int fingerprint) {
    byte[] bytes = new byte[memberWidth];
    in.get(bytes, 0, memberWidth - 2);
    long rest = 0;
    for (int i = 0; i < memberWidth - 2; i++) {
      rest |= (bytes[i] & 0xFFL) << (8 * i);
    }
    long tail = fingerprint ^ ((rest * 0x9E3779B97F4A7C15L) >>> 48);
    bytes[memberWidth - 2] = (byte) tail;
    bytes[memberWidth - 1] = (byte) (tail >>> 8);
    return new PlainMember(bytes);
  }
}
