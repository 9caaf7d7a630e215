// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.metrics.StreamsMetricsImpl;
import org.apache.kafka.streams.state.internals.metrics.RocksDBMetricsRecorder;
import org.rocksdb.RocksDB;

/** The metrics that Kafka Streams keeps of its RocksDB stores, in the scope {@code lastword}. */
final class StoreMetrics implements AutoCloseable {
  private final String name;
  private final RocksDBMetricsRecorder recorder;

  private StoreMetrics(String name, RocksDBMetricsRecorder recorder) {
    this.name = name;
    this.recorder = recorder;
  }

  static StoreMetrics of(String name, StateStoreContext context, RocksDB db) {
    RocksDBMetricsRecorder recorder = new RocksDBMetricsRecorder("lastword", name);
    recorder.init((StreamsMetricsImpl) context.metrics(), context.taskId());
    recorder.addValueProviders(name, db, null, null);
    return new StoreMetrics(name, recorder);
  }

  @Override
  public void close() {
    recorder.removeValueProviders(name);
  }
}
