// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** Memtables so small that a short load fills many, and a killed instance leaves files behind. */
public final class SmallMemtables implements RocksDBConfigSetter {
  private static final long BYTES = 64 << 10;

  /** Kafka Streams makes one by its class. */
  public SmallMemtables() {}

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    options.setWriteBufferSize(BYTES);
  }

  @Override
  public void close(String storeName, Options options) {}
}
