// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.ByteBuffer;

/**
 * The operations that change sets, as {@link LwwStore} applies them at once and {@link LwwBatch}
 * collects them.
 *
 * <p>They may come in any order, late and more than once: the set is the same in the end. Arguments
 * are checked before anything is written. Text becomes UTF-8. Of a {@link ByteBuffer}, heap or
 * direct, the bytes between position and limit count, and neither moves.
 *
 * <p>Every method throws {@link IllegalArgumentException} for a key or member of a length that is
 * not allowed, {@link StampGuardException} where a guard was asked for, {@link
 * IllegalStateException} when closed, {@link UnsupportedOperationException} on a store opened
 * read-only and {@link StorageException} when RocksDB refuses the write.
 */
public interface SetWriter {
  /** The longest key, in bytes. The shortest has one. */
  int MAX_KEY_BYTES = 65_536;

  /** The longest member, in bytes. The shortest has one. */
  int MAX_MEMBER_BYTES = 65_535;

  /**
   * Puts a member in.
   *
   * @param key the set's key, 1 to {@value #MAX_KEY_BYTES} bytes
   * @param member 1 to {@value #MAX_MEMBER_BYTES} bytes
   * @param stamp when, in the caller's unit, the same unit for all of a set
   */
  void add(byte[] key, byte[] member, long stamp);

  /** As {@link #add(byte[], byte[], long)}. */
  void add(ByteBuffer key, ByteBuffer member, long stamp);

  /** As {@link #add(byte[], byte[], long)}. */
  default void add(String key, String member, long stamp) {
    add(Bytes.utf8(key), Bytes.utf8(member), stamp);
  }

  /**
   * Takes a member out. At the stamp of an add the delete wins.
   *
   * @param key the set's key, 1 to {@value #MAX_KEY_BYTES} bytes
   * @param member 1 to {@value #MAX_MEMBER_BYTES} bytes
   * @param stamp when, in the caller's unit
   */
  void delete(byte[] key, byte[] member, long stamp);

  /** As {@link #delete(byte[], byte[], long)}. */
  void delete(ByteBuffer key, ByteBuffer member, long stamp);

  /** As {@link #delete(byte[], byte[], long)}. */
  default void delete(String key, String member, long stamp) {
    delete(Bytes.utf8(key), Bytes.utf8(member), stamp);
  }

  /**
   * Drops everything stamped before {@code stamp}, for ever: operations of that time that come
   * later are refused by the set.
   *
   * @param key the set's key, 1 to {@value #MAX_KEY_BYTES} bytes
   * @param stamp the first stamp that is kept, in the caller's unit
   */
  default void forget(byte[] key, long stamp) {
    forget(key, stamp, Bytes.NONE);
  }

  /** As {@link #forget(byte[], long)}. */
  default void forget(ByteBuffer key, long stamp) {
    forget(Bytes.copy(key), stamp, Bytes.NONE);
  }

  /** As {@link #forget(byte[], long)}. */
  default void forget(String key, long stamp) {
    forget(Bytes.utf8(key), stamp, Bytes.NONE);
  }

  /**
   * Drops everything at or below a position, for ever.
   *
   * @param key the set's key, 1 to {@value #MAX_KEY_BYTES} bytes
   * @param stamp of the position, in the caller's unit
   * @param member of the position, 0 to {@value #MAX_MEMBER_BYTES} bytes
   */
  void forget(byte[] key, long stamp, byte[] member);

  /** As {@link #forget(byte[], long, byte[])}. */
  default void forget(String key, long stamp, String member) {
    forget(Bytes.utf8(key), stamp, Bytes.utf8(member));
  }

  /**
   * Joins a replica's record of a set into this one. Doing it twice, or both ways, is harmless;
   * replicas that exchanged their records hold equal bytes under {@code FORGET}.
   *
   * @param key the set's key, 1 to {@value #MAX_KEY_BYTES} bytes
   * @param record what {@link SetReader#record} gave, here or elsewhere; empty changes nothing
   * @throws CorruptRecordException when the bytes are no record; nothing is written then
   * @throws IllegalArgumentException when the record holds more than a set may: 2 GiB less 1 MiB,
   *     counting 12 bytes and the member for each entry; nothing is written then
   */
  void join(byte[] key, byte[] record);

  /** As {@link #join(byte[], byte[])}. */
  default void join(ByteBuffer key, ByteBuffer record) {
    join(Bytes.copy(key), Bytes.copy(record));
  }

  /** As {@link #join(byte[], byte[])}. */
  default void join(String key, byte[] record) {
    join(Bytes.utf8(key), record);
  }
}
