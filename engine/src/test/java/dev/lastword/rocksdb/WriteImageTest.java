// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of an image, and the memory it keeps. */
final class WriteImageTest {
  private static final byte[] KEY = {'k'};
  private static final int MIB = 1 << 20;

  /** Varints as short as they can be, as RocksDB writes them. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 02016b01",
    "0, 127, 02016b7f",
    "0, 128, 02016b8001",
    "0, 16383, 02016bff7f",
    "0, 16384, 02016b808001",
    "127, 0, 067f016b00",
    "300, 2, 06ac02016b02",
  })
  void merge_ofAKeyAndAValue_isTheRecordOfRocksDb(int family, int length, String record) {
    WriteImage image = new WriteImage(family, 0);
    image.merge(KEY, length).put(new byte[length]);
    String expected = "0".repeat(16) + "01000000" + record + "00".repeat(length);
    assertEquals(expected, HexFormat.of().formatHex(image.toArray()));
    image.clear();
    image.merge(ByteBuffer.wrap(KEY), length).put(new byte[length]);
    assertEquals(expected, HexFormat.of().formatHex(image.toArray()));
  }

  @Test
  void merge_toEveryCapacity_growsWhereItMust() {
    byte[] key = new byte[300];
    Arrays.fill(key, (byte) 'k');
    for (int capacity = 0; capacity < 400; capacity++) {
      WriteImage image = new WriteImage(Integer.MAX_VALUE, capacity);
      for (int length = 0; length < 40; length++) {
        image.merge(key, length).put(new byte[length]);
      }
      assertEquals(40, image.count());
    }
  }

  @Test
  void trim_ofWhatIsNoMoreThanAMegabyte_keepsIt() {
    WriteImage image = new WriteImage(0, 0);
    image.trim();
    image.merge(KEY, MIB - 100).put(new byte[MIB - 100]);
    image.trim();
    assertEquals(MIB, image.merge(KEY, 1).capacity());
  }

  @Test
  void trim_ofMore_freesItAndGoesBackToWhatWasKept() {
    WriteImage image = new WriteImage(0, 5_000);
    ByteBuffer large = image.merge(KEY, MIB);
    large.put(new byte[MIB]);
    assertEquals(2 * MIB, large.capacity());
    ByteBuffer larger = image.merge(KEY, 2 * MIB).put(new byte[2 * MIB]);
    assertThrows(IllegalStateException.class, () -> large.get(0), "freed when it grew");
    image.trim();
    assertThrows(IllegalStateException.class, () -> larger.get(0), "freed by trim");
    assertEquals(0, image.count());
    assertEquals(5_000, image.merge(KEY, 1).capacity());
  }

  @Test
  void merge_beyondTwoGibibytes_isRefused() {
    WriteImage image = new WriteImage(0, 0);
    assertThrows(IllegalStateException.class, () -> image.merge(KEY, Integer.MAX_VALUE));
    assertEquals(0, image.count());
  }
}
