// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The other half of the example in docs/embedding.md. */
final class CounterExample {
  private CounterExample() {}

  static long countTo42(Path directory) throws RocksDBException {
    byte[] key = {'k'};
    try (JavaMergeOperator operator = JavaMergeOperator.create(new Counter());
        Options options =
            new Options().setCreateIfMissing(true).setMergeOperator(operator.handle());
        RocksDB db = RocksDB.open(options, directory.toString())) {
      db.merge(key, Numbers.bytes(40));
      db.merge(key, Numbers.bytes(2));
      return Numbers.number(db.get(key));
    }
  }
}
