// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.util.Objects;
import net.openhft.chronicle.bytes.Bytes;

/** The arguments of one upcall, as RocksDB passed them; reused from call to call. */
final class InputView implements MergeInput {
  private static final int POINTER = Long.BYTES;

  private final BytesView keyView = new BytesView();
  private final BytesView existingView = new BytesView();
  private final BytesView operandView = new BytesView();
  private long keyAddress;
  private long keyLength;
  private long existingAddress;
  private long existingLength;
  private long operands; // the address of operandCount addresses
  private long operandLengths; // the address of operandCount lengths
  private int operandCount;

  void begin(long key, long keyLength, long operands, long operandLengths, int operandCount) {
    this.keyAddress = key;
    this.keyLength = keyLength;
    this.existingAddress = 0;
    this.existingLength = 0;
    this.operands = operands;
    this.operandLengths = operandLengths;
    this.operandCount = operandCount;
  }

  /** Sets the existing value; address 0 is how RocksDB says that there is none. */
  void existing(long address, long length) {
    this.existingAddress = address;
    this.existingLength = length;
  }

  void end() {
    keyView.detach();
    existingView.detach();
    operandView.detach();
    operandCount = 0;
  }

  @Override
  public Bytes<?> key() {
    return keyView.forReading(keyAddress, keyLength);
  }

  @Override
  public boolean hasExistingValue() {
    return existingAddress != 0;
  }

  @Override
  public Bytes<?> existingValue() {
    if (existingAddress == 0) {
      throw new IllegalStateException("there is no existing value: ask hasExistingValue() first");
    }
    return existingView.forReading(existingAddress, existingLength);
  }

  @Override
  public int operandCount() {
    return operandCount;
  }

  @Override
  public Bytes<?> operand(int i) {
    return operandView.forReading(operandAddress(i), operandLength(i));
  }

  @Override
  public long keyAddress() {
    return keyAddress;
  }

  @Override
  public long keyLength() {
    return keyLength;
  }

  @Override
  public long existingValueAddress() {
    return existingAddress;
  }

  @Override
  public long existingValueLength() {
    return existingLength;
  }

  @Override
  public long operandAddress(int i) {
    return RawMemory.getLong(operands + (long) Objects.checkIndex(i, operandCount) * POINTER);
  }

  @Override
  public long operandLength(int i) {
    return RawMemory.getLong(operandLengths + (long) Objects.checkIndex(i, operandCount) * POINTER);
  }
}
