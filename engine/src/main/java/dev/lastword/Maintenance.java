// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;

/** What RocksDB does for a store as a whole. */
final class Maintenance {
  private Maintenance() {}

  static void flush(StoreCore core) {
    try (Call call = core.enterToWrite();
        FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      call.core.db().flush(options, core.family());
    } catch (RocksDBException e) {
      throw StorageAdvice.cannot("cannot flush", e);
    } catch (IllegalArgumentException e) {
      throw unknownStatus("cannot flush", e);
    }
  }

  static void compact(StoreCore core) {
    try (Call call = core.enterToWrite();
        CompactRangeOptions options =
            new CompactRangeOptions()
                .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
      call.core.compact(options);
    } catch (RocksDBException e) {
      if (core.isClosing()) {
        throw new IllegalStateException("store was closed while it compacted", e);
      }
      throw StorageAdvice.cannot("cannot compact", e);
    } catch (IllegalArgumentException e) {
      throw unknownStatus("cannot compact", e);
    }
  }

  /** rocksdbjni does not know every status of RocksDB; a dropped column family's is one. */
  private static StorageException unknownStatus(String what, IllegalArgumentException cause) {
    return new StorageException(
        what + "; a status that rocksdbjni does not know, as of a dropped column family", cause);
  }

  static void checkpoint(StoreCore core, Path dir) {
    try (Call call = core.enter();
        Checkpoint checkpoint = Checkpoint.create(call.core.db())) {
      checkpoint.createCheckpoint(dir.toString());
    } catch (RocksDBException e) {
      throw StorageAdvice.cannot("cannot make a checkpoint (directory=" + dir + ")", e);
    }
  }

  static @Nullable PendingRecord pending(StoreCore core, byte[] key) {
    Path dir;
    byte[] family;
    try (Call call = core.enter()) {
      dir = Path.of(call.core.db().getName());
      family = Attachment.familyName(call.core.family());
    }
    return PendingOperands.read(dir, core.logDir(), family, key);
  }

  static void catchUp(StoreCore core) {
    if (core.mode() != StoreMode.SECONDARY) {
      throw new UnsupportedOperationException("store was not opened as a secondary");
    }
    try (Call call = core.enter()) {
      Path dir = Path.of(call.core.db().getName());
      SteadyOpening.open(dir, () -> catchUp(call, dir), done -> {});
    }
  }

  private static boolean catchUp(Call call, Path dir) {
    ManifestCheck.refuseUnreadable(dir, call.core.logDir(), call.core.logWatch());
    OptionsFile.refuseRecycling(dir);
    try {
      call.core.db().tryCatchUpWithPrimary();
      return true;
    } catch (RocksDBException e) {
      throw new StorageException("cannot catch up", e);
    }
  }
}
