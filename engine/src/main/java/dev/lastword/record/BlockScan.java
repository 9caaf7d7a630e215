// SPDX-License-Identifier: Apache-2.0
package dev.lastword.record;

/**
 * Passes over a block of a column in the one shape that HotSpot's C2 turns into vector
 * instructions: a constant number of steps, an int counter, and nothing in the loop but a reduction
 * of words.
 *
 * <p>Each method answers for the whole block, without saying where: callers look closer at the few
 * blocks that hold something. A test for one fingerprint then costs a thirtieth of a nanosecond an
 * entry with AVX2 or better; where there are no vectors, as much as a loop of the usual kind.
 */
final class BlockScan {

  private static final int WORDS = 128;

  /** Fingerprints in a block. */
  static final int PRINTS = WORDS * Long.BYTES / Short.BYTES;

  /** One-byte lengths in a block. */
  static final int BYTES = WORDS * Long.BYTES;

  private static final long PRINT_ONES = 0x0001_0001_0001_0001L;
  private static final long PRINT_TOPS = 0x8000_8000_8000_8000L;
  private static final long PRINT_REST = ~PRINT_TOPS;
  private static final long BYTE_ONES = 0x0101_0101_0101_0101L;
  private static final long BYTE_TOPS = 0x8080_8080_8080_8080L;
  private static final long EVEN_BYTES = 0x00FF_00FF_00FF_00FFL;
  private static final long EVEN_SHORTS = 0x0000_FFFF_0000_FFFFL;

  private BlockScan() {}

  /** Returns a word that holds {@code fingerprint} four times. */
  static long pattern(int fingerprint) {
    return fingerprint * PRINT_ONES;
  }

  /** Returns a pattern without its lanes' top bits. */
  static long rest(long pattern) {
    return pattern & PRINT_REST;
  }

  /**
   * Returns a word that is not zero if, and only if, one of its four lanes equals that of {@code
   * pattern}: exclusive or makes the lane zero, and {@code (x - 1) & ~x & 0x8000} finds a zero lane
   * (Mycroft's zero-byte test, Hacker's Delight 6-1).
   */
  static long equalLanes(long word, long pattern) {
    long x = word ^ pattern;
    return (x - PRINT_ONES) & ~x & PRINT_TOPS;
  }

  /**
   * Returns whether one of the {@link #PRINTS} fingerprints at {@code address} is the pattern's.
   */
  static boolean holds(long address, long pattern) {
    long found = 0;
    for (int i = 0; i < WORDS; i++) {
      long x = RawMemory.getLong(address + (long) Long.BYTES * i) ^ pattern;
      found |= (x - PRINT_ONES) & ~x; // as equalLanes, which picks the top bits, once for all words
    }
    return (found & PRINT_TOPS) != 0;
  }

  /**
   * Returns whether one of the {@link #PRINTS} fingerprints at {@code address} may be that of one
   * of four patterns: whether they have fifteen bits in common.
   *
   * <p>Leaving out a lane's top bit saves a third of the instructions: what is added to the others
   * carries into it unless all of them are equal, and into no other lane. One fingerprint in 32 768
   * is alike by chance, where one in 65 536 is the same.
   *
   * @param a a {@link #pattern} without its lanes' top bits, {@link #rest}; as the others
   */
  static boolean mayHoldAny(long address, long a, long b, long c, long d) {
    long carried = -1;
    for (int i = 0; i < WORDS; i++) {
      long word = RawMemory.getLong(address + (long) Long.BYTES * i) & PRINT_REST;
      carried &= // in one expression: four reductions one after another are not vectorised
          ((word ^ a) + PRINT_REST)
              & ((word ^ b) + PRINT_REST)
              & ((word ^ c) + PRINT_REST)
              & ((word ^ d) + PRINT_REST);
    }
    return (carried & PRINT_TOPS) != PRINT_TOPS;
  }

  /** Returns whether one of the {@link #BYTES} bytes at {@code address} is 0. */
  static boolean hasZeroByte(long address) {
    long found = 0;
    for (int i = 0; i < WORDS; i++) {
      long word = RawMemory.getLong(address + (long) Long.BYTES * i);
      found |= (word - BYTE_ONES) & ~word & BYTE_TOPS;
    }
    return found != 0;
  }

  /**
   * Returns the sum of the {@link #BYTES} bytes at {@code address}, each taken as 0 to 255. Four
   * 16-bit lanes take up to 510 a step, so 128 steps cannot overflow them.
   */
  static long sumBytes(long address) {
    long lanes = 0;
    for (int i = 0; i < WORDS; i++) {
      long word = RawMemory.getLong(address + (long) Long.BYTES * i);
      lanes += (word & EVEN_BYTES) + ((word >>> 8) & EVEN_BYTES);
    }
    return sumShorts(lanes);
  }

  /** Returns the sum of four 16-bit lanes. */
  static long sumShorts(long lanes) {
    long pairs = (lanes & EVEN_SHORTS) + ((lanes >>> 16) & EVEN_SHORTS);
    return (pairs & 0xFFFF_FFFFL) + (pairs >>> 32);
  }
}
