// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.rocksdb.KeyBatch;
import dev.lastword.rocksdb.WriteImage;
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
  private static final int KEY_BYTES = 1 << 9;
  private static final int KEYS_AT_ONCE = 256;

  final StoreCore core;
  private final ValueBuffer keyBuffer = new ValueBuffer(KEY_BYTES);
  private final ValueBuffer memberBuffer = new ValueBuffer(KEY_BYTES);
  private final ValueBuffer memory = new ValueBuffer(KEY_BYTES);
  private final WriteImage image;
  private final LoadedRecord record;
  private final Selects selects;

  private @Nullable KeyBatch keyBatch;
  private int counter;
  private @Nullable Gate innerGate;
  private int innerCounter;
  private int keyLength;
  private @Nullable List<Report> reports;

  Call(StoreCore core) {
    this.core = core;
    this.image = new WriteImage(core.familyNumber(), 2 * KEY_BYTES);
    this.record = new LoadedRecord(core);
    this.selects = new Selects(record);
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

  /** The record of the key, for the reading methods to load. */
  LoadedRecord record(ReadOptions options) {
    return record.of(options, keyBuffer.address(), keyLength);
  }

  /** Finds pages in the record that {@link #record} has given. */
  Selects selects() {
    return selects;
  }

  /** Memory for a record to check. */
  ValueBuffer memory() {
    return memory;
  }

  /** An empty image to collect what is to be written. */
  WriteImage image() {
    image.clear();
    return image;
  }

  /** The image as it was filled. */
  WriteImage written() {
    return image;
  }

  /** Puts a member off-heap and returns its address. */
  long member(ByteBuffer member) {
    int length = member.remaining();
    memberBuffer.clear(length).put(0, member, member.position(), length);
    return memberBuffer.address();
  }

  /** Keys to read at once; whoever uses it clears it. */
  KeyBatch keyBatch() {
    KeyBatch batch = keyBatch;
    if (batch == null) {
      batch = new KeyBatch(KEYS_AT_ONCE);
      keyBatch = batch;
    }
    return batch;
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
    memory.trim();
    image.trim();
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
