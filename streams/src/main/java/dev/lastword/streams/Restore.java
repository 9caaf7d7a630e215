// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.CorruptRecordException;
import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;
import java.util.Collection;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins what the changelog holds, in whatever order and however often it comes.
 *
 * <p>A tombstone deletes nothing: it says that a part's entries are in other parts now, or nowhere
 * as the policy has it. What was joined of it before does no harm.
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
        if (record.value != null) {
          join(batch, record.key, record.value);
        }
        if (batch.sizeBytes() >= BATCH_BYTES) {
          batch.write();
        }
      }
      batch.write();
    }
  }

  private void join(LwwBatch batch, byte[] key, byte[] state) {
    if (!ChangelogKey.isOne(key)) {
      LOG.warn("a record of the changelog has a key of {} bytes; passed over", key.length);
      return;
    }
    byte[] setKey = ChangelogKey.setKey(key);
    try {
      batch.join(setKey, state);
      changelog.sawPart(setKey, ChangelogKey.part(key));
    } catch (CorruptRecordException | IllegalArgumentException e) {
      LOG.error("a record of the changelog is no state of a set; passed over", e);
    }
  }
}
