// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.CorruptRecordException;
import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;
import java.util.Collection;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins what the changelog holds, in whatever order and however often it comes.
 *
 * <p>A tombstone deletes nothing of the sets: it says that a part's entries are in other parts now,
 * or nowhere as the policy has it. What was joined of it before does no harm.
 */
final class Restore implements BatchingStateRestoreCallback {
  private static final Logger LOG = LoggerFactory.getLogger(Restore.class);
  private static final long BATCH_BYTES = 4 << 20;

  private final LwwStore sets;
  private final Changelog changelog;

  Restore(LwwStore sets, Changelog changelog) {
    this.sets = sets;
    this.changelog = changelog;
  }

  @Override
  public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
    try (LwwBatch batch = sets.batch()) {
      for (KeyValue<byte[], byte[]> record : records) {
        if (ChangelogKey.isOne(record.key)) {
          restore(batch, record.key, record.value);
        } else {
          LOG.warn(
              "a record of the changelog has a key of {} bytes; passed over", record.key.length);
        }
        if (batch.sizeBytes() >= BATCH_BYTES) {
          batch.write();
        }
      }
      batch.write();
    }
  }

  private void restore(LwwBatch batch, byte[] key, byte @Nullable [] state) {
    if (state == null) {
      changelog.restoredTombstone(key);
      return;
    }
    try {
      batch.join(ChangelogKey.setKey(key), state);
      changelog.restored(key);
    } catch (CorruptRecordException | IllegalArgumentException e) {
      LOG.error("a record of the changelog is no state of a set; passed over", e);
    }
  }
}
