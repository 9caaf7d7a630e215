// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The questions that sets answer: {@link LwwStore} as of now, {@link LwwSnapshot} as of one moment.
 *
 * <p>Answers apply the policy in force, whatever has been merged so far. Thread-safe. Text is
 * UTF-8. Of a {@link ByteBuffer}, heap or direct, the bytes between position and limit count, and
 * neither moves. Arrays in answers belong to the caller.
 *
 * <p>Every method that reads a set throws {@link IllegalArgumentException} for a key of a length
 * that is not allowed or a negative count, {@link CorruptRecordException} when the stored value is
 * no record, {@link IllegalStateException} when closed and {@link StorageException} when RocksDB
 * cannot read. A key whose record carries quarantined bytes is answered from the rest, and reported
 * to the store's {@link QuarantineListener} and {@link LwwStore#quarantined()}.
 */
public interface SetReader {
  /**
   * A page of the visible members, newest first.
   *
   * @param key the set's key; a key never written is an empty set
   * @param offset how many of the newest to pass over, 0 or more
   * @param limit how many to list at most, 0 or more
   * @return the page, empty behind the end
   */
  List<Entry> select(byte[] key, long offset, int limit);

  /** As {@link #select(byte[], long, int)}. */
  List<Entry> select(ByteBuffer key, long offset, int limit);

  /**
   * A page as {@link #select(byte[], long, int)} gives it, put into a buffer that is used again:
   * allocates nothing once the buffer has grown.
   *
   * @param into takes the page, in place of what it held
   */
  void select(byte[] key, long offset, int limit, EntryBuffer into);

  /** As {@link #select(byte[], long, int, EntryBuffer)}. */
  void select(ByteBuffer key, long offset, int limit, EntryBuffer into);

  /** As {@link #select(byte[], long, int)}. */
  default List<Entry> select(String key, long offset, int limit) {
    return select(Bytes.utf8(key), offset, limit);
  }

  /**
   * The visible members between two positions, newest first. Unlike an offset, a cursor stays where
   * it is while the set changes.
   *
   * @param key the set's key
   * @param after list only what is older than this; null begins at the newest
   * @param until list only what is newer than this; null ends at the oldest
   * @param limit how many to list at most, 0 or more
   * @return the page, empty behind the end
   */
  List<Entry> select(byte[] key, @Nullable Cursor after, @Nullable Cursor until, int limit);

  /** As {@link #select(byte[], Cursor, Cursor, int)}. */
  List<Entry> select(ByteBuffer key, @Nullable Cursor after, @Nullable Cursor until, int limit);

  /** As {@link #select(byte[], Cursor, Cursor, int)}. */
  default List<Entry> select(
      String key, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    return select(Bytes.utf8(key), after, until, limit);
  }

  /**
   * What the set knows of a member.
   *
   * @param key the set's key
   * @param member 1 to {@value SetWriter#MAX_MEMBER_BYTES} bytes
   * @return the state of the member, with its stamp
   */
  Membership contains(byte[] key, byte[] member);

  /** As {@link #contains(byte[], byte[])}. */
  Membership contains(ByteBuffer key, ByteBuffer member);

  /** As {@link #contains(byte[], byte[])}. */
  default Membership contains(String key, String member) {
    return contains(Bytes.utf8(key), Bytes.utf8(member));
  }

  /** How many members of a set are visible. */
  long size(byte[] key);

  /** As {@link #size(byte[])}. */
  long size(ByteBuffer key);

  /** As {@link #size(byte[])}. */
  default long size(String key) {
    return size(Bytes.utf8(key));
  }

  /**
   * The visible members of many sets as one list, newest first, equal positions by key. All sets
   * are read as of one moment, but for a secondary that catches up meanwhile. A member of two sets
   * is listed twice; a key given twice counts once.
   *
   * @param keys the sets' keys
   * @param after list only what is older than this position, in every set; null begins at the
   *     newest. Where sets may hold equal positions, page with {@link #timelineAfter}
   * @param limit how many to list at most, 0 or more
   * @return the page, empty behind the end
   */
  List<TimelineEntry> timeline(Collection<byte[]> keys, @Nullable Cursor after, int limit);

  /** As {@link #timeline}, for keys given as text. */
  default List<TimelineEntry> timelineOf(
      Collection<String> keys, @Nullable Cursor after, int limit) {
    return timeline(keys.stream().map(Bytes::utf8).toList(), after, limit);
  }

  /**
   * The page of a timeline that follows an entry, also where other sets hold an entry at the very
   * same position.
   *
   * @param keys the sets' keys
   * @param last the last entry of the page before
   * @param limit how many to list at most, 0 or more
   * @return the page, empty behind the end
   */
  List<TimelineEntry> timelineAfter(Collection<byte[]> keys, TimelineEntry last, int limit);

  /**
   * The stored state of a set as a record, truncated by the policy in force: what {@link
   * SetWriter#join} takes and {@link SetState#decode} reads. Equal states are equal bytes.
   *
   * @return the record; empty for a set without entries and horizon; null when nothing is stored
   *     under the key
   */
  byte @Nullable [] record(byte[] key);

  /** As {@link #record(byte[])}. */
  default byte @Nullable [] record(ByteBuffer key) {
    return record(Bytes.copy(key));
  }

  /** As {@link #record(byte[])}. */
  default byte @Nullable [] record(String key) {
    return record(Bytes.utf8(key));
  }

  /**
   * The keys under which anything is stored, in the order of their bytes, as of now. A key whose
   * set shows no member is among them.
   *
   * @return an iterator that the caller closes
   */
  default KeyIterator keys() {
    return keys(Bytes.NONE);
  }

  /** The keys that begin with {@code prefix}; see {@link #keys()}. */
  KeyIterator keys(byte[] prefix);

  /** As {@link #keys(byte[])}. */
  default KeyIterator keys(String prefix) {
    return keys(Bytes.utf8(prefix));
  }

  /**
   * Keys with their records (see {@link #record(byte[])}), in the order of the keys' bytes, as of
   * this call, of a snapshot as of its moment: one pass over the data, for whoever wants all of it.
   * Over all keys it reads ahead, and leaves the block cache to those who read what they will read
   * again.
   *
   * @param prefix of the keys wanted; empty for all
   * @return an iterator that the caller closes
   */
  RecordIterator records(byte[] prefix);

  /**
   * The keys of a range with their records; see {@link #records(byte[])}.
   *
   * @param from the range begins at the first key that is not below this; empty begins at the first
   *     of all
   * @param to the range ends before this key; null ends behind the last of all
   * @return an iterator that the caller closes
   */
  RecordIterator records(byte[] from, byte @Nullable [] to);
}
