// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

abstract class SetReads implements SetReader {
  @Override
  public List<Entry> select(byte[] key, long offset, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Entry> select(ByteBuffer key, long offset, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Entry> select(byte[] key, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Entry> select(
      ByteBuffer key, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Membership contains(byte[] key, byte[] member) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Membership contains(ByteBuffer key, ByteBuffer member) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long size(byte[] key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long size(ByteBuffer key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<TimelineEntry> timeline(Collection<byte[]> keys, @Nullable Cursor after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<TimelineEntry> timelineAfter(
      Collection<byte[]> keys, TimelineEntry last, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte @Nullable [] record(byte[] key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public KeyIterator keys(byte[] prefix) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RecordIterator records(byte[] prefix) {
    throw new UnsupportedOperationException();
  }
}
