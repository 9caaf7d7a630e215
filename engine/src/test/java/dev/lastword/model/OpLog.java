// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads and writes operation logs: {@code op TAB stamp TAB key TAB member}, one a line. */
public final class OpLog {
  private static final String HEX = "0123456789abcdef";

  private OpLog() {}

  /**
   * Reads a log, gzip or plain.
   *
   * @throws IllegalArgumentException {@code FILE:LINE: what is wrong} for the first malformed line
   */
  public static List<KeyedOp> read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(String.valueOf(file), in);
    }
  }

  /**
   * Reads a log, gzip or plain; the caller closes {@code in}.
   *
   * @param name stands before the line number in errors
   * @throws IllegalArgumentException {@code name:LINE: what is wrong} for the first malformed line
   */
  public static List<KeyedOp> read(String name, InputStream in) throws IOException {
    byte[] log = unzip(in).readAllBytes();
    List<KeyedOp> operations = new ArrayList<>();
    int start = 0;
    while (start < log.length) {
      int end = indexOf(log, '\n', start, log.length);
      try {
        operations.add(parse(log, start, end));
      } catch (IllegalArgumentException e) {
        String place = name + ":" + (operations.size() + 1) + ": ";
        throw new IllegalArgumentException(place + e.getMessage(), e);
      }
      start = end + 1;
    }
    return operations;
  }

  /** Returns the log of {@code operations}; every byte but printable ASCII is escaped. */
  public static byte[] write(List<KeyedOp> operations) {
    StringBuilder log = new StringBuilder();
    for (KeyedOp operation : operations) {
      Op op = operation.op();
      log.append(op.kind()).append('\t').append(op.stamp()).append('\t');
      escape(operation.key(), log);
      if (op.kind() != '!' || op.member().length() > 0) {
        log.append('\t');
        escape(op.member(), log);
      }
      log.append('\n');
    }
    return log.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static void escape(byte value, StringBuilder to) {
    switch (value) {
      case '\t' -> to.append("\\t");
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\\' -> to.append("\\\\");
      default -> {
        if (value >= ' ' && value < 0x7f) {
          to.append((char) value);
        } else {
          to.append("\\x").append(HEX.charAt((value >> 4) & 15)).append(HEX.charAt(value & 15));
        }
      }
    }
  }

  private static void escape(Bytes bytes, StringBuilder to) {
    for (byte value : bytes.array()) {
      escape(value, to);
    }
  }

  private static InputStream unzip(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered) : buffered;
  }

  private static KeyedOp parse(byte[] log, int start, int end) {
    List<Bytes> fields = new ArrayList<>();
    for (int from = start; from <= end; ) {
      int tab = indexOf(log, '\t', from, end);
      fields.add(unescape(log, from, tab));
      from = tab + 1;
    }
    String kind = fields.getFirst().toString();
    boolean complete = fields.size() == 4 || (fields.size() == 3 && kind.equals("!"));
    if (!complete || kind.length() != 1) {
      throw new IllegalArgumentException("a line is op, stamp, key and member");
    }
    String stamp = new String(fields.get(1).array(), StandardCharsets.ISO_8859_1);
    if (!stamp.matches("-?[0-9]+")) {
      throw new IllegalArgumentException("stamp is no whole number (stamp=" + stamp + ")");
    }
    Bytes member = fields.size() == 4 ? fields.get(3) : Bytes.EMPTY;
    return new KeyedOp(fields.get(2), new Op(kind.charAt(0), member, Long.parseLong(stamp)));
  }

  private static Bytes unescape(byte[] log, int start, int end) {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    int at = start;
    while (at < end) {
      byte value = log[at++];
      if (value != '\\') {
        field.write(value);
        continue;
      }
      char escape = at < end ? (char) log[at++] : ' ';
      switch (escape) {
        case 't' -> field.write('\t');
        case 'n' -> field.write('\n');
        case 'r' -> field.write('\r');
        case '\\' -> field.write('\\');
        case 'x' -> {
          field.write(hexByte(log, at, end));
          at += 2;
        }
        default -> throw new IllegalArgumentException("unknown escape (escape=\\" + escape + ")");
      }
    }
    return Bytes.of(field.toByteArray());
  }

  private static int hexByte(byte[] log, int at, int end) {
    int high = at + 1 < end ? Character.digit(log[at], 16) : -1;
    int low = at + 1 < end ? Character.digit(log[at + 1], 16) : -1;
    if (high < 0 || low < 0) {
      throw new IllegalArgumentException("\\x wants two hexadecimal digits");
    }
    return high << 4 | low;
  }

  private static int indexOf(byte[] log, char wanted, int start, int end) {
    int at = start;
    while (at < end && log[at] != wanted) {
      at++;
    }
    return at;
  }
}
