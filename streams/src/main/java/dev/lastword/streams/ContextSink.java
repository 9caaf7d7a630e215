// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorContextUtils;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.query.Position;
import org.jspecify.annotations.Nullable;

/** Sends to the changelog as Kafka Streams' own stores do: through the task's producer. */
final class ContextSink implements Changelog.Sink {
  private final String storeName;
  private final InternalProcessorContext<?, ?> context;

  ContextSink(String storeName, StateStoreContext context) {
    this.storeName = storeName;
    this.context = ProcessorContextUtils.asInternalProcessorContext(context);
  }

  @Override
  public void send(byte[] key, byte @Nullable [] value) {
    ProcessorRecordContext record = context.recordContext();
    long timestamp =
        record == null ? context.currentSystemTimeMs() : Math.max(0, record.timestamp());
    context.logChange(
        storeName,
        Bytes.wrap(key),
        value,
        timestamp,
        new RecordHeaders(),
        Position.emptyPosition());
  }
}
