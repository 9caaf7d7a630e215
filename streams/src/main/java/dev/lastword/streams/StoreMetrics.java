// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.metrics.StreamsMetricsImpl;
import org.apache.kafka.streams.state.internals.metrics.RocksDBMetricsRecorder;

/**
 * The metrics that Kafka Streams keeps of its RocksDB stores, in the scope {@code lastword}: those
 * of RocksDB's properties always, those of its statistics at the recording level DEBUG.
 */
final class StoreMetrics implements AutoCloseable {
  private final String name;
  private final TaskId task;
  private final StreamsMetricsImpl metrics;
  private final RocksDBMetricsRecorder recorder;

  private StoreMetrics(
      String name, TaskId task, StreamsMetricsImpl metrics, RocksDBMetricsRecorder recorder) {
    this.name = name;
    this.task = task;
    this.metrics = metrics;
    this.recorder = recorder;
  }

  static StoreMetrics of(String name, StateStoreContext context, SetDatabase database) {
    StreamsMetricsImpl metrics = (StreamsMetricsImpl) context.metrics();
    RocksDBMetricsRecorder recorder = new RocksDBMetricsRecorder("lastword", name);
    recorder.init(metrics, context.taskId());
    recorder.addValueProviders(name, database.db(), null, database.statistics());
    return new StoreMetrics(name, context.taskId(), metrics, recorder);
  }

  /** Kafka Streams takes a gauge that is left for the one of a store that is opened later. */
  @Override
  public void close() {
    recorder.removeValueProviders(name);
    metrics.removeAllStoreLevelSensorsAndMetrics(task.toString(), name);
  }
}
