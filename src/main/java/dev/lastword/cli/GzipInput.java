// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952), any number of members one behind the other, and fails where the data
 * ends early, is damaged or goes on as something else.
 *
 * <p>{@link java.util.zip.GZIPInputStream} takes anything behind the first member that is no whole
 * header for the end of the data, so a file cut off there would load without a word.
 */
final class GzipInput extends InputStream {
  private static final int CHUNK = 1 << 15;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CRC = 2;

  private final PushbackInputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] chunk = new byte[CHUNK];
  private int chunkLength;
  private boolean ended;

  private GzipInput(PushbackInputStream in) throws IOException {
    this.in = in;
    readHeader();
  }

  /**
   * Unpacks a stream if its first two bytes say that it is gzip.
   *
   * @param raw the stream; closed with the result
   * @return the unpacked bytes, or the bytes as they are
   * @throws IOException when reading fails
   */
  static InputStream unpackIfGzip(InputStream raw) throws IOException {
    PushbackInputStream in = new PushbackInputStream(raw, CHUNK);
    byte[] magic = in.readNBytes(2);
    in.unread(magic);
    boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    return gzip ? new GzipInput(in) : in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      while (!ended && length > 0) {
        int count = inflater.inflate(target, offset, length);
        if (count > 0) {
          crc.update(target, offset, count);
          return count;
        }
        if (inflater.finished()) {
          endMember();
        } else if (inflater.needsInput()) {
          feed();
        } else {
          throw new IOException("gzip data asks for a preset dictionary");
        }
      }
      return length == 0 ? 0 : -1;
    } catch (DataFormatException damaged) {
      throw new IOException("gzip data is damaged: " + damaged.getMessage(), damaged);
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private void feed() throws IOException {
    chunkLength = in.read(chunk);
    if (chunkLength < 0) {
      throw endsEarly();
    }
    inflater.setInput(chunk, 0, chunkLength);
  }

  private void endMember() throws IOException {
    int unused = inflater.getRemaining();
    in.unread(chunk, chunkLength - unused, unused);
    long sum = readLittleEndian();
    long size = readLittleEndian();
    if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw new IOException("gzip data is damaged: its checksum does not match");
    }
    int more = in.read();
    if (more < 0) {
      ended = true;
      return;
    }
    in.unread(more);
    inflater.reset();
    crc.reset();
    readHeader();
  }

  private void readHeader() throws IOException {
    CRC32 sum = new CRC32();
    CheckedInputStream header = new CheckedInputStream(in, sum);
    if (need(header) != 0x1f || need(header) != 0x8b || need(header) != 8) {
      throw new IOException("gzip data is followed by something else");
    }
    int flags = need(header);
    skip(header, 6);
    if ((flags & EXTRA) != 0) {
      int low = need(header);
      skip(header, need(header) << 8 | low);
    }
    for (int flag = flags & (NAME | COMMENT); flag != 0; flag &= flag - 1) {
      skipText(header);
    }
    int expected = (int) sum.getValue() & 0xffff;
    if ((flags & HEADER_CRC) != 0 && (need(header) | need(header) << 8) != expected) {
      throw new IOException("gzip data is damaged: its header does not match its checksum");
    }
  }

  private static void skipText(InputStream header) throws IOException {
    int b;
    do {
      b = need(header);
    } while (b != 0);
  }

  private static void skip(InputStream header, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      need(header);
    }
  }

  private long readLittleEndian() throws IOException {
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value |= (long) need(in) << (8 * i);
    }
    return value;
  }

  private static int need(InputStream from) throws IOException {
    int b = from.read();
    if (b < 0) {
      throw endsEarly();
    }
    return b;
  }

  private static EOFException endsEarly() {
    return new EOFException("gzip data ends early");
  }
}
