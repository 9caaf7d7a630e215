// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;

/** The reads that a store and its snapshots share; they differ in the options they read with. */
abstract class SetReads implements SetReader {

  /** Begins a call, or throws {@link IllegalStateException}. */
  abstract Call enter();

  /** What to read with; valid while a call is under way. */
  abstract ReadOptions readOptions();

  /** Runs {@link Timeline#read} with options that hold a snapshot. */
  abstract List<TimelineEntry> timeline(Call call, Timeline.Query query);

  @Override
  public List<Entry> select(byte[] key, long offset, int limit) {
    Checks.page(offset, limit);
    try (Call call = enter()) {
      return select(call.key(key), offset, limit);
    }
  }

  @Override
  public List<Entry> select(ByteBuffer key, long offset, int limit) {
    Checks.page(offset, limit);
    try (Call call = enter()) {
      return select(call.key(key), offset, limit);
    }
  }

  private List<Entry> select(Call call, long offset, int limit) {
    LoadedRecord record = call.record(readOptions());
    List<Entry> page = call.selects().byOffset(offset, limit).toList();
    call.noteQuarantine(record);
    return page;
  }

  @Override
  public void select(byte[] key, long offset, int limit, EntryBuffer into) {
    Checks.page(offset, limit);
    try (Call call = enter()) {
      select(call.key(key), offset, limit, into);
    }
  }

  @Override
  public void select(ByteBuffer key, long offset, int limit, EntryBuffer into) {
    Checks.page(offset, limit);
    try (Call call = enter()) {
      select(call.key(key), offset, limit, into);
    }
  }

  private void select(Call call, long offset, int limit, EntryBuffer into) {
    into.clear();
    LoadedRecord record = call.record(readOptions());
    call.selects().byOffset(offset, limit).into(into);
    call.noteQuarantine(record);
  }

  @Override
  public List<Entry> select(byte[] key, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    Checks.page(0, limit);
    try (Call call = enter()) {
      return select(call.key(key), after, until, limit);
    }
  }

  @Override
  public List<Entry> select(
      ByteBuffer key, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    Checks.page(0, limit);
    try (Call call = enter()) {
      return select(call.key(key), after, until, limit);
    }
  }

  private List<Entry> select(Call call, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    LoadedRecord record = call.record(readOptions());
    List<Entry> page = call.selects().byCursor(after, until, limit).toList();
    call.noteQuarantine(record);
    return page;
  }

  @Override
  public Membership contains(byte[] key, byte[] member) {
    Checks.member(key, member);
    try (Call call = enter()) {
      return contains(call.key(key), call.member(ByteBuffer.wrap(member)), member.length);
    }
  }

  @Override
  public Membership contains(ByteBuffer key, ByteBuffer member) {
    Checks.member(key, member);
    try (Call call = enter()) {
      return contains(call.key(key), call.member(member), member.remaining());
    }
  }

  private Membership contains(Call call, long member, int memberLength) {
    LoadedRecord record = call.record(readOptions());
    Membership membership = Lookups.contains(record, member, memberLength);
    call.noteQuarantine(record);
    return membership;
  }

  @Override
  public long size(byte[] key) {
    try (Call call = enter()) {
      return size(call.key(key));
    }
  }

  @Override
  public long size(ByteBuffer key) {
    try (Call call = enter()) {
      return size(call.key(key));
    }
  }

  private long size(Call call) {
    LoadedRecord record = call.record(readOptions());
    long size = Lookups.size(record);
    call.noteQuarantine(record);
    return size;
  }

  @Override
  public byte @Nullable [] record(byte[] key) {
    try (Call call = enter()) {
      LoadedRecord record = call.key(key).record(readOptions());
      byte[] bytes = Lookups.record(record);
      call.noteQuarantine(record);
      return bytes;
    }
  }

  @Override
  public List<TimelineEntry> timeline(Collection<byte[]> keys, @Nullable Cursor after, int limit) {
    Checks.page(0, limit);
    try (Call call = enter()) {
      return timeline(call, new Timeline.Query(keys, after, null, limit));
    }
  }

  @Override
  public List<TimelineEntry> timelineAfter(Collection<byte[]> keys, TimelineEntry last, int limit) {
    Checks.page(0, limit);
    try (Call call = enter()) {
      return timeline(call, new Timeline.Query(keys, last.cursor(), last.key(), limit));
    }
  }

  @Override
  public KeyIterator keys(byte[] prefix) {
    try (Call call = enter()) {
      return new KeyIterator(RecordCursor.open(call.core, readOptions(), prefix));
    }
  }

  @Override
  public RecordIterator records(byte[] prefix) {
    return records(prefix, RecordCursor.endOf(prefix));
  }

  @Override
  public RecordIterator records(byte[] from, byte @Nullable [] to) {
    try (Call call = enter()) {
      return new RecordIterator(
          from.length == 0 && to == null
              ? RecordCursor.openScan(call.core, readOptions())
              : RecordCursor.open(call.core, readOptions(), from, to));
    }
  }
}
