// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import net.openhft.chronicle.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a merge function sees of its input and output. */
final class MergeViewsTest {
  private final InputView in = new InputView();
  private final ResultBuffer out = new ResultBuffer(3);
  private final Arena arena = Arena.ofAuto();

  @BeforeEach
  void begin() {
    MemorySegment key = text("key");
    MemorySegment[] operands = {text("a"), text(""), text("ccc")};
    MemorySegment addresses = arena.allocate(ValueLayout.JAVA_LONG, operands.length);
    MemorySegment lengths = arena.allocate(ValueLayout.JAVA_LONG, operands.length);
    for (int i = 0; i < operands.length; i++) {
      addresses.setAtIndex(ValueLayout.JAVA_LONG, i, operands[i].address());
      lengths.setAtIndex(ValueLayout.JAVA_LONG, i, operands[i].byteSize());
    }
    in.begin(key.address(), 3, addresses.address(), lengths.address(), operands.length);
    out.begin();
  }

  @AfterEach
  void end() {
    in.end();
    out.end();
  }

  private MemorySegment text(String text) {
    MemorySegment segment = arena.allocate(text.length() + 1L);
    segment.copyFrom(MemorySegment.ofArray(text.getBytes(StandardCharsets.US_ASCII)));
    return segment.asSlice(0, text.length());
  }

  private static String read(Bytes<?> bytes) {
    byte[] copy = new byte[(int) bytes.readRemaining()];
    bytes.read(copy);
    return new String(copy, StandardCharsets.US_ASCII);
  }

  @Test
  void views_ofTheInput_showItsBytes() {
    MemorySegment existing = text("value");
    in.existing(existing.address(), 5);
    assertEquals("key", read(in.key()));
    assertEquals("key", read(in.key()), "re-attached");
    assertTrue(in.hasExistingValue());
    assertEquals("value", read(in.existingValue()));
    assertEquals(3, in.operandCount());
    assertEquals("a", read(in.operand(0)));
    assertEquals("", read(in.operand(1)));
    assertEquals("ccc", read(in.operand(2)));
    assertSame(in.operand(0), in.operand(2), "one view for all operands");
    assertEquals(in.keyAddress(), in.key().addressForRead(0));
    assertEquals(3, in.keyLength());
    assertEquals(3, in.operandLength(2));
    assertEquals(in.operandAddress(2), in.operand(2).addressForRead(0));
  }

  @Test
  void existingValue_ofNoBytes_isAValue() {
    in.existing(text("").address(), 0);
    assertTrue(in.hasExistingValue());
    assertEquals("", read(in.existingValue()));
    in.existing(0, 0);
    assertFalse(in.hasExistingValue());
    assertThrows(IllegalStateException.class, in::existingValue);
  }

  @Test
  void views_readOrWrittenPastTheirEnd_throw() {
    assertThrows(BufferUnderflowException.class, () -> in.key().readInt());
    assertThrows(BufferUnderflowException.class, () -> in.operand(1).readByte());
    assertThrows(BufferOverflowException.class, () -> in.key().writeByte((byte) 0));
    assertThrows(BufferOverflowException.class, () -> out.reserve(7).writeLong(0));
  }

  @Test
  void operand_outOfRange_throws() {
    assertThrows(IndexOutOfBoundsException.class, () -> in.operand(3));
    assertThrows(IndexOutOfBoundsException.class, () -> in.operandAddress(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> in.operandLength(3));
  }

  @Test
  void views_keptPastTheMerge_showNothing() {
    Bytes<?> key = in.key();
    Bytes<?> operand = in.operand(0);
    in.existing(text("value").address(), 5);
    Bytes<?> existing = in.existingValue();
    Bytes<?> result = out.reserve(8);
    in.end();
    out.end();
    assertThrows(BufferUnderflowException.class, key::readByte);
    assertThrows(BufferUnderflowException.class, operand::readByte);
    assertThrows(BufferUnderflowException.class, existing::readByte);
    assertThrows(BufferOverflowException.class, () -> result.writeByte((byte) 0));
    assertEquals(0, in.operandCount());
  }

  @Test
  void views_usedOnAnotherThread_areNotRefused() throws InterruptedException {
    StringBuilder read = new StringBuilder();
    in.key();
    Thread other = new Thread(() -> read.append(read(in.key())));
    other.start();
    other.join();
    assertEquals("key", read.toString());
  }

  @Test
  void reserve_again_keepsWhatWasWritten() {
    out.reserve(8).writeLong(42);
    Bytes<?> grown = out.reserve(1 << 20);
    assertEquals(8, grown.writePosition());
    grown.writeLong(43);
    assertEquals(16, out.finish());
    assertEquals(42, RawMemory.getLong(out.address()));
    assertEquals(43, RawMemory.getLong(out.address() + 8));
    assertEquals(3, ResultBuffer.ownerOf(out.address()));
  }

  @Test
  void reserveAddress_againAndCommitted_keepsWhatWasStored() {
    RawMemory.putLong(out.reserveAddress(8), 42);
    long moved = out.reserveAddress(1 << 20);
    assertEquals(42, RawMemory.getLong(moved));
    assertEquals(0, moved % 16);
    out.commit(8);
    assertEquals(8, out.finish());
  }

  @Test
  void finish_ofANewMerge_knowsNothingOfTheLast() {
    out.reserve(8).writeLong(42);
    assertEquals(8, out.finish());
    out.end();
    out.begin();
    assertThrows(IllegalStateException.class, out::finish);
    out.commit(0);
    assertEquals(0, out.finish());
  }
}
