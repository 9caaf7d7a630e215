// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwBatch;
import dev.lastword.LwwStore;

/** Hands operations to a store in batches, which costs far less than one by one. */
final class BatchWriter implements AutoCloseable {
  private static final int MOST_OPERATIONS = 4096;
  private static final long MOST_BYTES = 1 << 20;

  private final LwwBatch batch;

  BatchWriter(LwwStore store) {
    batch = store.batch();
  }

  void add(OperationParser operation) {
    switch (operation.kind()) {
      case ADD -> batch.add(operation.key(), operation.member(), operation.stamp());
      case DELETE -> batch.delete(operation.key(), operation.member(), operation.stamp());
      case FORGET -> batch.forget(operation.key(), operation.stamp(), operation.member());
    }
    if (batch.count() >= MOST_OPERATIONS || batch.sizeBytes() >= MOST_BYTES) {
      write();
    }
  }

  /** Writes what is collected. */
  void write() {
    batch.write();
    batch.clear();
  }

  @Override
  public void close() {
    batch.close();
  }
}
