// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.merge.Policy;
import dev.lastword.merge.StateMerger;
import dev.lastword.record.GuardedMemory;
import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordView;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged records never do more than fail to be read. */
final class HostileRecordTest {

  /** Beginnings of large files are gone through bit by bit, what follows is sampled. */
  private static final int DENSE = 40;

  /** Bytes to work through for one file, more or less. */
  private static final int WORK = 1 << 21;

  private static final long FEW_BYTES = 1 << 20;

  private final Hostile hostile = new Hostile();

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void read_goldenFile_isCanonical(Golden golden) {
    assertNull(hostile.read(golden.bytes()));
    hostile.exercise(golden.bytes());
  }

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void exercise_truncatedAtEveryLength_survives(Golden golden) {
    byte[] bytes = golden.bytes();
    int step = step(bytes, bytes.length);
    for (int length = 0; length < bytes.length; length += length < DENSE ? 1 : step) {
      byte[] beginning = Arrays.copyOf(bytes, length);
      hostile.exercise(beginning);
      if (length > 0 && bytes[0] == 0x10) {
        assertEquals("ends early", hostile.read(beginning));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lastword.golden.Golden#all")
  void exercise_everyBitFlipped_survives(Golden golden) {
    byte[] bytes = golden.bytes();
    int bits = bytes.length * 8;
    int step = step(bytes, bits) | 1; // odd, so that every place in a byte has its turn
    for (int bit = 0; bit < bits; bit += bit < 8 * DENSE ? 1 : step) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      hostile.exercise(bytes);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void exercise_oneMoreByteBehind_isRefusedWhereTheMemberDoesNotTakeIt() {
    for (Golden golden : Golden.all()) {
      byte[] longer = Arrays.copyOf(golden.bytes(), golden.bytes().length + 1);
      hostile.exercise(longer);
      if (longer[0] == 0x10) {
        assertNotNull(hostile.read(longer), golden.name());
      }
    }
  }

  @Test
  void read_newerVersion_saysSo() {
    for (int version = 2; version < 16; version++) {
      String problem = hostile.read(new byte[] {(byte) (version << 4), 1, 2, 3});
      assertTrue(problem != null && problem.contains("newer version"), problem);
    }
  }

  @Test
  void read_versionZeroOrUnknownShape_saysThatItIsNoRecord() {
    for (int first : new int[] {0x00, 0x0f, 0x14, 0x1f}) {
      String problem = hostile.read(new byte[] {(byte) first, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
      assertTrue(problem != null && problem.contains("not a Lastword record"), problem);
    }
  }

  /** Four billion entries, members or quarantined strings that the bytes do not back. */
  @Test
  void merge_hugeClaims_allocatesLittle() {
    List<byte[]> claims =
        List.of(
            hex("1000020000000000000000" + "0000" + "ffffffff".repeat(4)),
            hex("1000020000000000000000" + "0100" + "ffffffff".repeat(4)),
            hex("1008020000000000000000" + "ffff" + "ffffffff".repeat(4)),
            hex("1018020000000000000000" + "ffffffff".repeat(9)),
            hex("1010020000000000000000" + "00000000".repeat(4) + "ffffffff".repeat(5)),
            hex("1080000000000000000000" + "0000" + "00000000" + "ffffffff" + "00".repeat(64)));
    try (GuardedMemory memory = new GuardedMemory()) {
      RecordView view = new RecordView();
      StateMerger merger = new StateMerger();
      for (byte[] claim : claims) {
        long address = memory.put(0, claim);
        long before = allocated();
        if (view.wrap(address, claim.length) == null) {
          assertNotNull(RecordCheck.check(view));
        }
        merger.begin(Policy.unbounded(), true);
        merger.addExisting(address, claim.length);
        merger.addOperand(address, claim.length);
        assertTrue(merger.plan() < 1_000);
        assertTrue(allocated() - before < FEW_BYTES);
      }
    }
  }

  /** 200 entries of nine bytes in a record of 217; a part of it is there. */
  @Test
  void wrapHead_columnsBeyondTheRecordsLength_isRefused() {
    byte[] claim = hex("1008000000000000000000" + "0100" + "c8000000" + "00".repeat(83));
    try (GuardedMemory memory = new GuardedMemory()) {
      RecordView view = new RecordView();
      assertEquals("ends early", view.wrapHead(memory.put(0, claim), claim.length, 217));
      assertNull(view.wrapHead(memory.put(0, claim), claim.length, 17 + 200 * 9));
    }
  }

  private static int step(byte[] bytes, int cases) {
    return 1 + (int) ((long) cases * bytes.length / WORK);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @AfterEach
  void free() {
    hostile.close();
  }
}
