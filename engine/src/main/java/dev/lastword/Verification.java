// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordView;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Reads and checks everything there is. */
final class Verification {
  private @Nullable Finding current;
  private long damaged;
  private long quarantined;
  private long storageErrors;

  private Verification() {}

  static VerifyReport run(StoreCore core, Consumer<Finding> listener, Progress progress) {
    Verification verification = new Verification();
    verification.checkFiles(core, listener);
    long keys = verification.checkRecords(core, listener, progress);
    return new VerifyReport(
        keys, verification.damaged, verification.quarantined, verification.storageErrors);
  }

  private void checkFiles(StoreCore core, Consumer<Finding> listener) {
    String problem = null;
    try (Call call = core.enter()) {
      call.core.db().verifyChecksum();
    } catch (RocksDBException e) {
      problem = "a table file is damaged: " + e.getMessage();
    }
    if (problem != null) {
      storageErrors++;
      listener.accept(new Finding(Finding.Kind.STORAGE, Bytes.NONE, problem));
    }
  }

  private long checkRecords(StoreCore core, Consumer<Finding> listener, Progress progress) {
    try (Pass pass = new Pass(core, progress)) {
      try {
        while (pass.step(this::look)) {
          if (current != null) {
            listener.accept(current);
          }
        }
      } catch (StorageException e) {
        storageErrors++;
        listener.accept(
            new Finding(
                Finding.Kind.STORAGE,
                Bytes.NONE,
                "keys after the first " + pass.keys() + " cannot be read: " + e.getMessage()));
      }
      return pass.keys();
    }
  }

  private void look(byte[] key, RecordView view, @Nullable String structure) {
    String problem = structure == null ? RecordCheck.checkDeep(view) : structure;
    current = null;
    if (problem != null) {
      damaged++;
      current = new Finding(Finding.Kind.DAMAGED, key, problem);
    } else if (view.quarantineCount() > 0) {
      quarantined++;
      current =
          new Finding(
              Finding.Kind.QUARANTINED,
              key,
              view.quarantineCount()
                  + " byte strings could not be merged, "
                  + RecordBytes.quarantinedBytes(view)
                  + " bytes together");
    }
  }
}
