// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import dev.lastword.CorruptRecordException;
import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;
import dev.lastword.RecordIterator;
import dev.lastword.StampGuardException;
import dev.lastword.StoredRecord;
import dev.lastword.merge.Policy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store as a replica. Its digest tree is that of the moment it was made; keys, records and joins
 * go to the store as it is then. Thread-safe; the caller keeps the store open as long as this.
 */
public final class LocalReplica implements Replica {
  private static final byte[] NOTHING = {};

  /**
   * A join may be written in parts: each record is complete, and doing it again changes nothing.
   */
  private static final int MOST_BYTES = 4 << 20;

  private final LwwStore store;
  private final DigestTree tree;

  private LocalReplica(LwwStore store, DigestTree tree) {
    this.store = store;
    this.tree = tree;
  }

  /** Reads and hashes all sets of a store: one pass over its data. */
  public static LocalReplica of(LwwStore store) {
    return of(store, KeyRange.ALL);
  }

  /** Reads and hashes the sets of a range of keys. */
  public static LocalReplica of(LwwStore store, KeyRange range) {
    return new LocalReplica(store, DigestTree.of(store, range));
  }

  /** The digests of the sets, as of the moment this was made. */
  public DigestTree tree() {
    return tree;
  }

  @Override
  public Policy policy() {
    return store.policy();
  }

  @Override
  public KeyRange range() {
    return tree.range();
  }

  @Override
  public int height() {
    return tree.height();
  }

  @Override
  public List<List<DigestNode>> nodes(int level, List<KeyRange> within) {
    return within.stream().map(range -> tree.nodes(level, range)).toList();
  }

  @Override
  public List<List<KeyDigest>> keys(List<KeyRange> within) {
    return within.stream().map(this::keys).toList();
  }

  private List<KeyDigest> keys(KeyRange range) {
    RecordHash hash = new RecordHash();
    List<KeyDigest> keys = new ArrayList<>();
    try (RecordIterator records = store.records(range.from(), range.to())) {
      while (records.hasNext()) {
        StoredRecord stored = records.next();
        if (stored.record().length > 0) {
          keys.add(new KeyDigest(stored.key(), hash.of(stored.key(), stored.record())));
        }
      }
    }
    return keys;
  }

  @Override
  public List<StoredRecord> records(List<byte[]> keys) {
    List<StoredRecord> records = new ArrayList<>();
    for (byte[] key : keys) {
      byte[] record = recordOrNull(key);
      if (record != null) {
        records.add(new StoredRecord(key, record));
      }
    }
    return records;
  }

  /**
   * Null where the value is no record: the other side's is joined over it, which sets it aside. Or
   * where the key is no set's, under which only the operator by itself can have written.
   */
  private byte @Nullable [] recordOrNull(byte[] key) {
    try {
      byte[] record = store.record(key);
      return record == null ? NOTHING : record;
    } catch (CorruptRecordException | IllegalArgumentException unreadable) {
      return null;
    }
  }

  @Override
  public List<byte[]> join(List<StoredRecord> records) {
    List<byte[]> refused = new ArrayList<>();
    try (LwwBatch batch = store.batch()) {
      for (StoredRecord stored : records) {
        try {
          batch.join(stored.key(), stored.record());
        } catch (CorruptRecordException | StampGuardException | IllegalArgumentException unwanted) {
          refused.add(stored.key());
        }
        if (batch.sizeBytes() >= MOST_BYTES) {
          batch.write();
        }
      }
      batch.write();
    }
    return refused;
  }
}
