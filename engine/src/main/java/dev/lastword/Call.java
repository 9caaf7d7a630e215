// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;

/**
 * One call under way: its place in the store's {@link Gate} and the off-heap memory it works in.
 * Taken from {@link StoreCore#enter}, confined to its thread, given back by {@link #close}.
 *
 * <p>Closing also tells the quarantine listener of what the call met, after the gates were left: a
 * listener may call the store, and close it.
 */
final class Call implements AutoCloseable {
  /**
   * The newest 64 entries of a set with members of some 200 bytes fit, and small sets as a whole.
   */
  private static final int VALUE_BYTES = 1 << 14;

  private static final int KEY_BYTES = 1 << 9;

  final StoreCore core;
  private final ValueBuffer keyBuffer = new ValueBuffer(KEY_BYTES);
  private final ValueBuffer memberBuffer = new ValueBuffer(KEY_BYTES);
  private final LoadedRecord record;

  private int counter;
  private @Nullable Gate innerGate;
  private int innerCounter;
  private int keyLength;
  private @Nullable List<Report> reports;

  Call(StoreCore core) {
    this.core = core;
    this.record = new LoadedRecord(core, VALUE_BYTES);
  }

  void begin(int gateCounter) {
    counter = gateCounter;
    innerGate = null;
    reports = null;
  }

  /** Has the call leave a second gate, that of a snapshot, before the store's. */
  void alsoIn(Gate gate, int gateCounter) {
    innerGate = gate;
    innerCounter = gateCounter;
  }

  Call key(byte[] key) {
    Checks.keyLength(key.length);
    keyLength = key.length;
    keyBuffer.clear(keyLength).put(0, key);
    return this;
  }

  Call key(ByteBuffer key) {
    Checks.keyLength(key.remaining());
    keyLength = key.remaining();
    keyBuffer.clear(keyLength).put(0, key, key.position(), keyLength);
    return this;
  }

  /** The key, for messages. */
  byte[] keyBytes() {
    return Bytes.copy(keyForNative());
  }

  /** The key where rocksdbjni can read it. */
  ByteBuffer keyForNative() {
    return keyBuffer.clear(keyLength);
  }

  /** The record of the key, for the reading methods to load. */
  LoadedRecord record(ReadOptions options) {
    return record.of(options, keyForNative());
  }

  /** Memory for an operand to write or a record to check. */
  ValueBuffer memory() {
    return record.memory();
  }

  /** Puts a member off-heap and returns its address. */
  long member(ByteBuffer member) {
    int length = member.remaining();
    memberBuffer.clear(length).put(0, member, member.position(), length);
    return memberBuffer.address();
  }

  /** Remembers to report the quarantine of a record that was read as a whole. */
  void noteQuarantine(LoadedRecord read) {
    if (read.view.quarantineCount() > 0) {
      List<Report> noted = reports == null ? new ArrayList<>() : reports;
      reports = noted;
      noted.add(
          new Report(
              read.keyBytes(),
              read.view.quarantineCount(),
              RecordBytes.quarantinedBytes(read.view)));
    }
  }

  @Override
  public void close() {
    List<Report> toTell = reports;
    record.trim();
    if (innerGate != null) {
      innerGate.leave(innerCounter);
    }
    StoreCore store = core;
    store.leave(this, counter);
    if (toTell != null) {
      toTell.forEach(report -> store.reportQuarantine(report.key, report.chunks, report.bytes));
    }
  }

  /** What the listener is told once the call is over. */
  private static final class Report {
    final byte[] key;
    final int chunks;
    final long bytes;

    Report(byte[] key, int chunks, long bytes) {
      this.key = key;
      this.chunks = chunks;
      this.bytes = bytes;
    }
  }
}
