// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.LwwMergeOperator;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteOptions;

/** What a store is made of. The store closes {@code owned}, in that order, and nothing else. */
record StoreParts(
    RocksDB db,
    Path logDir,
    ColumnFamilyHandle family,
    LwwMergeOperator operator,
    ReadOptions reads,
    WriteOptions writes,
    StoreMode mode,
    LogWatch logWatch,
    StampGuard guard,
    QuarantineListener listener,
    List<AutoCloseable> owned) {}
