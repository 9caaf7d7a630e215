// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes groups of entries as docs/format.md reads. */
public final class PlainEncoder {

  private static final int HEAD = 64;

  /** More than header, directory and horizon take beside their members. */
  private static final int MOST_AROUND = 128;

  /** Most bytes of an entry beside its member: stamp, fingerprint, length. */
  private static final int MOST_BESIDE = Long.BYTES + 2 * Short.BYTES;

  private final ByteBuffer out;
  private final List<List<PlainEntry>> groups;
  private final List<List<PlainEntry>> segments;
  private final @Nullable PlainEntry horizon;
  private final int entries;

  private long newest = Long.MIN_VALUE;
  private long oldest = Long.MAX_VALUE;
  private int shortest = Integer.MAX_VALUE;
  private int longest;

  private PlainEncoder(List<List<PlainEntry>> groups, @Nullable PlainEntry horizon) {
    this.groups = groups;
    this.horizon = horizon;
    List<PlainEntry> live = groups.get(0);
    int head = Math.min(live.size(), HEAD);
    segments =
        List.of(
            live.subList(0, head),
            live.subList(head, live.size()),
            groups.get(1),
            groups.get(2),
            groups.get(3));
    entries = groups.stream().mapToInt(List::size).sum();
    out = ByteBuffer.allocate(mostBytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the record of a state: live, tombstones, buried and outlived entries, newest first. */
  public static byte[] encode(List<List<PlainEntry>> groups, @Nullable PlainEntry horizon) {
    PlainEncoder encoder = new PlainEncoder(groups, horizon);
    encoder.encode();
    return Arrays.copyOf(encoder.out.array(), encoder.out.position());
  }

  private int mostBytes() {
    int members = segments.stream().mapToInt(PlainEncoder::memberBytes).sum();
    int horizonMember = horizon == null ? 0 : horizon.member().length();
    return MOST_AROUND + horizonMember + entries * MOST_BESIDE + members;
  }

  private void encode() {
    if (entries == 1 && horizon == null) {
      boolean add = groups.get(0).size() == 1;
      putShort(add ? 0x11 : 0x12, add ? groups.get(0).get(0) : groups.get(1).get(0));
    } else if (entries > 0) {
      putState();
    } else if (horizon != null) {
      putShort(0x13, horizon);
    }
  }

  private void putShort(int tag, PlainEntry entry) {
    out.put((byte) tag);
    out.putLong(entry.stamp());
    out.put(entry.member().bytes());
  }

  private void putState() {
    groups.forEach(group -> group.forEach(this::measure));
    int stampWidth = (71 - Long.numberOfLeadingZeros(newest - oldest)) / 8;
    int lengthWidth = lengthWidth();
    out.put((byte) 0x10);
    out.put((byte) (stampWidth | lengthWidth << 4 | (horizon == null ? 0 : 0x40)));
    putDirectory(lengthWidth);
    for (List<PlainEntry> segment : segments) {
      putSegment(segment, stampWidth, lengthWidth);
    }
    if (horizon != null) {
      out.putLong(horizon.stamp());
      out.putShort((short) horizon.member().length());
      out.put(horizon.member().bytes());
    }
  }

  private void measure(PlainEntry entry) {
    newest = Math.max(newest, entry.stamp());
    oldest = Math.min(oldest, entry.stamp());
    shortest = Math.min(shortest, entry.member().length());
    longest = Math.max(longest, entry.member().length());
  }

  private int lengthWidth() {
    if (shortest == longest) {
      return 0;
    }
    return longest <= 0xFF ? 1 : 2;
  }

  private void putDirectory(int lengthWidth) {
    List<Integer> counts = groups.stream().map(List::size).toList();
    List<Integer> bytes = segments.stream().map(PlainEncoder::memberBytes).toList();
    int greatest = Collections.max(counts);
    if (lengthWidth != 0) {
      greatest = Math.max(greatest, Collections.max(bytes));
    }
    int code = greatest <= 0xFF ? 0 : greatest <= 0xFFFF ? 1 : 2;
    out.put((byte) code);
    out.putLong(newest);
    if (lengthWidth == 0) {
      out.putShort((short) longest);
    }
    counts.forEach(count -> putNumber(1 << code, count));
    if (lengthWidth != 0) {
      bytes.forEach(sum -> putNumber(1 << code, sum));
    }
  }

  private static int memberBytes(List<PlainEntry> segment) {
    return segment.stream().mapToInt(entry -> entry.member().length()).sum();
  }

  private void putSegment(List<PlainEntry> segment, int stampWidth, int lengthWidth) {
    boolean folded = lengthWidth == 0 && longest >= 2 && longest <= 8;
    segment.forEach(entry -> putNumber(stampWidth, entry.stamp()));
    if (folded) {
      segment.forEach(entry -> out.putShort((short) entry.member().foldedFingerprint()));
    } else if (lengthWidth != 0 || longest > 1) {
      segment.forEach(entry -> out.putShort((short) entry.member().fingerprint()));
    }
    if (lengthWidth != 0) {
      segment.forEach(entry -> putNumber(lengthWidth, entry.member().length()));
    }
    for (PlainEntry entry : segment) {
      out.put(entry.member().bytes(), 0, entry.member().length() - (folded ? 2 : 0));
    }
  }

  private void putNumber(int width, long number) {
    for (int i = 0; i < width; i++) {
      out.put((byte) (number >>> (8 * i)));
    }
  }
}
