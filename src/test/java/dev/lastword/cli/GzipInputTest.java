// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipInputTest {
  private static final byte[] TEXT = "one\ntwo\nthree\n".repeat(50).getBytes(UTF_8);

  @Test
  void unpack_plainBytes_passAsTheyAre() throws IOException {
    for (byte[] plain : new byte[][] {{}, {0x1f}, {0x1f, 0x1f}, {(byte) 0x8b, 0x1f}, TEXT}) {
      assertArrayEquals(plain, unpack(plain));
    }
  }

  @Test
  void unpack_severalMembers_areOneStream() throws IOException {
    byte[] packed = join(gzip(TEXT), gzip(new byte[0]), gzip(TEXT));
    assertArrayEquals(join(TEXT, TEXT), unpack(packed));
  }

  @Test
  void unpack_largeRandomMembers_comeBack() throws IOException {
    long seed = System.nanoTime();
    byte[] large = new byte[300_000];
    new Random(seed).nextBytes(large);
    assertArrayEquals(join(large, TEXT), unpack(join(gzip(large), gzip(TEXT))), "seed " + seed);
  }

  @Test
  void unpack_headerWithAllFields_isPassedOver() throws IOException {
    byte[] plain = gzip(TEXT);
    byte[] header = {0x1f, (byte) 0x8b, 8, 0x1f, 1, 2, 3, 4, 0, 3, 2, 0, 9, 9, 'n', 0, 'c', 'c', 0};
    CRC32 sum = new CRC32();
    sum.update(header);
    byte[] check = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
    byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
    assertArrayEquals(TEXT, unpack(join(header, check, body)));
    check[0]++;
    assertTrue(failure(join(header, check, body)).contains("header"), "header checksum");
  }

  @Test
  void unpack_cutAnywhere_fails() throws IOException {
    byte[] packed = join(gzip(TEXT), gzip(TEXT));
    int first = gzip(TEXT).length;
    for (int length = 2; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      if (length != first) {
        assertEquals("gzip data ends early", failure(cut), "length " + length);
      }
    }
  }

  @Test
  void unpack_everyBitFlipped_failsOrGivesTheSame() throws IOException {
    byte[] packed = gzip(TEXT);
    for (int bit = 16; bit < packed.length * 8; bit++) {
      byte[] damaged = packed.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertArrayEquals(TEXT, unpack(damaged), "bit " + bit);
      } catch (IOException refused) {
        assertTrue(String.valueOf(refused.getMessage()).startsWith("gzip data "));
      }
    }
  }

  @Test
  void unpack_somethingElseBehind_fails() throws IOException {
    String message = "gzip data is followed by something else";
    assertEquals(message, failure(join(gzip(TEXT), TEXT)));
    assertEquals(message, failure(join(gzip(TEXT), new byte[3])));
  }

  private static String failure(byte[] packed) {
    return String.valueOf(assertThrows(IOException.class, () -> unpack(packed)).getMessage());
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (InputStream in = GzipInput.unpackIfGzip(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
