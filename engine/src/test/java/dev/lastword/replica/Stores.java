// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastword.LwwStore;
import dev.lastword.RecordIterator;
import dev.lastword.StoredRecord;
import dev.lastword.merge.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the tests of replicas share. */
final class Stores {
  private Stores() {}

  /** Opens a store that flushes and compacts after a few kilobytes. */
  static LwwStore open(Path dir, Policy policy) {
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return LwwStore.builder(dir)
        .policy(policy)
        .onQuarantine((key, chunks, bytes) -> {})
        .columnFamilyOptions(
            options -> options.setWriteBufferSize(64 << 10).setTargetFileSizeBase(64 << 10))
        .open();
  }

  /** All records, the empty ones left out. */
  static List<StoredRecord> all(LwwStore store) {
    List<StoredRecord> all = new ArrayList<>();
    try (RecordIterator records = store.records(new byte[0])) {
      records.forEachRemaining(all::add);
    }
    all.removeIf(stored -> stored.record().length == 0);
    return all;
  }

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  static long bytes(List<StoredRecord> records) {
    return records.stream().mapToLong(r -> r.key().length + r.record().length).sum();
  }
}
