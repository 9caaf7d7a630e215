// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import dev.lastword.StoreBuilder;
import java.util.function.Consumer;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.HashSkipListMemTableConfig;

/** Options of RocksDB that could be a store's default, each by itself. */
final class Options {
  private static final int PREFIX = 8;
  private static final double BLOOM_SHARE = 0.05;

  private Options() {}

  /** What to change of the defaults. */
  static Consumer<StoreBuilder> named(String name) {
    return switch (name) {
      case "defaults" -> builder -> {};
      case "successive10" -> family(options -> options.setMaxSuccessiveMerges(10));
      case "successive100" -> family(options -> options.setMaxSuccessiveMerges(100));
      case "memtable8M" -> family(options -> options.setWriteBufferSize(8 << 20));
      case "memtableBloom" ->
          family(options ->
              options
                  .setMemtablePrefixBloomSizeRatio(BLOOM_SHARE)
                  .setMemtableWholeKeyFiltering(true));
      case "hashSkipList" ->
          family(options ->
                  options
                      .useCappedPrefixExtractor(PREFIX)
                      .setMemTableConfig(new HashSkipListMemTableConfig()))
              .andThen(database(options -> options.setAllowConcurrentMemtableWrite(false)));
      case "unorderedWrite" -> database(options -> options.setUnorderedWrite(true));
      case "pipelinedWrite" -> database(options -> options.setEnablePipelinedWrite(true));
      case "indexInCache" ->
          builder -> builder.tableConfig(table -> table.setCacheIndexAndFilterBlocks(true));
      case "noFilter" -> builder -> builder.tableConfig(table -> table.setFilterPolicy(null));
      case "hashIndex" ->
          builder ->
              builder.tableConfig(
                  table -> table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash));
      default -> throw new IllegalArgumentException("no such option: " + name);
    };
  }

  private static Consumer<StoreBuilder> family(Consumer<ColumnFamilyOptions> change) {
    return builder -> builder.columnFamilyOptions(change);
  }

  private static Consumer<StoreBuilder> database(Consumer<DBOptions> change) {
    return builder -> builder.dbOptions(change);
  }
}
