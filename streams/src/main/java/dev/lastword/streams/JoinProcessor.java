// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.CorruptRecordException;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.metrics.StreamsMetricsImpl;
import org.apache.kafka.streams.processor.internals.metrics.TaskMetrics;
import org.apache.kafka.streams.state.StoreBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins values into the sets under their keys. */
final class JoinProcessor implements Processor<byte[], byte[], Void, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(JoinProcessor.class);

  private final String storeName;
  private ProcessorContext<Void, Void> context;
  private LwwSetStore sets;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before process
  JoinProcessor(String storeName) {
    this.storeName = storeName;
  }

  /** One processor a task; names the store, so that the topology needs no further wiring. */
  record Supplier(LwwStoreBuilder store) implements ProcessorSupplier<byte[], byte[], Void, Void> {
    @Override
    public Processor<byte[], byte[], Void, Void> get() {
      return new JoinProcessor(store.name());
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(store);
    }
  }

  @Override
  public void init(ProcessorContext<Void, Void> newContext) {
    context = newContext;
    sets = newContext.getStateStore(storeName);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      drop("a record of an operations topic needs a key and a value");
      return;
    }
    try {
      sets.join(record.key(), record.value());
    } catch (CorruptRecordException | IllegalArgumentException e) {
      drop(String.valueOf(e.getMessage()));
    }
  }

  private void drop(String why) {
    TaskMetrics.droppedRecordsSensor(
            Thread.currentThread().getName(),
            context.taskId().toString(),
            (StreamsMetricsImpl) context.metrics())
        .record();
    LOG.warn("{}; passed over ({})", why, context.recordMetadata().orElse(null));
  }
}
