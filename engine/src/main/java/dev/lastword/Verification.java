// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.record.RecordCheck;
import dev.lastword.record.RecordView;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Reads and checks everything there is. */
final class Verification {
  private @Nullable Finding current;

  /** The last key that was read or sought. */
  private byte[] reached = Bytes.NONE;

  private String stoppedBy = "";
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
      boolean behindFiles = false;
      while (!readToEnd(pass, listener) && !behindFiles) {
        byte[] next = nextBound(core);
        behindFiles = next == null; // where there may still be keys in memory
        reached = next == null ? Arrays.copyOf(reached, reached.length + 1) : next;
        pass.cursor().seek(reached);
      }
      return pass.keys();
    }
  }

  /** Reads on; false where something in the way cannot be read. */
  private boolean readToEnd(Pass pass, Consumer<Finding> listener) {
    try {
      while (pass.step(this::look)) {
        if (current != null) {
          listener.accept(current);
        }
      }
      return true;
    } catch (StorageException e) {
      reportStop(pass.keys(), String.valueOf(e.getMessage()), listener);
      return false;
    }
  }

  private void reportStop(long keys, String message, Consumer<Finding> listener) {
    if (message.equals(stoppedBy)) {
      return; // the same block again, met from further on
    }
    stoppedBy = message;
    storageErrors++;
    String detail =
        "after %s the rest of a table file cannot be read: %s"
            .formatted(count(keys, "set"), message);
    listener.accept(new Finding(Finding.Kind.STORAGE, Bytes.NONE, detail));
  }

  /** The least key above all that was reached with which a table file begins or ends. */
  private byte @Nullable [] nextBound(StoreCore core) {
    try (Call call = core.enter()) {
      return call.core.db().getLiveFilesMetaData().stream()
          .flatMap(file -> Stream.of(file.smallestKey(), file.largestKey()))
          .filter(key -> Arrays.compareUnsigned(key, reached) > 0)
          .min(Arrays::compareUnsigned)
          .orElse(null);
    }
  }

  private void look(byte[] key, RecordView view, @Nullable String structure) {
    String problem = structure == null ? RecordCheck.checkDeep(view) : structure;
    current = null;
    reached = key;
    if (problem != null) {
      damaged++;
      current = new Finding(Finding.Kind.DAMAGED, key, problem);
    } else if (view.quarantineCount() > 0) {
      quarantined++;
      current =
          new Finding(
              Finding.Kind.QUARANTINED,
              key,
              count(view.quarantineCount(), "byte string")
                  + " could not be merged, "
                  + count(RecordBytes.quarantinedBytes(view), "byte")
                  + " together");
    }
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
