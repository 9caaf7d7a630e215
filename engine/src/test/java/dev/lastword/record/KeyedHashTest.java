// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Its key is drawn once a process: these hold for nearly every one. */
final class KeyedHashTest {
  private static final int LONGEST = 40;
  private static final int MANY = 4_096;

  private final GuardedMemory memory = new GuardedMemory();

  @Test
  void of_oneBitChangedAnywhere_isAnother() {
    for (int length = 1; length <= LONGEST; length++) {
      byte[] member = new byte[length];
      for (int fill : new int[] {0, 0x5a, 0xff}) {
        Arrays.fill(member, (byte) fill);
        long hash = hash(member);
        assertEquals(hash, hash(member));
        for (int bit = 0; bit < 8 * length; bit++) {
          member[bit / 8] ^= (byte) (1 << bit % 8);
          assertNotEquals(hash, hash(member), "bit " + bit + " of " + length);
          member[bit / 8] ^= (byte) (1 << bit % 8);
        }
      }
    }
  }

  @Test
  void of_zeroesOfEachLength_areAllDifferent() {
    Set<Long> hashes = new HashSet<>();
    for (int length = 0; length <= 255; length++) {
      assertTrue(hashes.add(hash(new byte[length])), "length " + length);
    }
  }

  @Test
  void of_membersInARow_areAllDifferentAndHalfOfTheirBitsAreOnes() {
    for (int shift = 0; shift < 64; shift += 8) {
      Set<Long> hashes = new HashSet<>();
      long ones = 0;
      for (long i = 0; i < MANY; i++) {
        long hash = hash(bytes(Long.rotateLeft(i, shift)));
        assertTrue(hashes.add(hash), "shift " + shift);
        ones += Long.bitCount(hash);
      }
      double share = (double) ones / Long.SIZE / MANY;
      assertTrue(share > 0.4 && share < 0.6, "share " + share);
    }
  }

  private static byte[] bytes(long word) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(word).array();
  }

  private long hash(byte[] member) {
    return KeyedHash.of(memory.put(0, member), member.length);
  }

  @AfterEach
  void free() {
    memory.close();
  }
}
