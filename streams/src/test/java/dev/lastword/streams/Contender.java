// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.merge.Policy;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Ways to keep sets in Kafka Streams, for {@link StoreComparison}. */
enum Contender {
  LASTWORD("store of sets"),
  READ_MODIFY_WRITE("key-value store, read-modify-write"),
  READ_MODIFY_WRITE_CACHED("the same, with Kafka Streams' cache");

  static final String STORE = "sets";

  private static final String SEGMENT_BYTES = Integer.toString(8 << 20);

  private final String label;

  Contender(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Operations in; nothing out but the changelog. */
  Topology topology(String topic, Meter meter) {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<byte[], byte[]> input =
        builder.stream(topic, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
            .process(() -> new Metered(meter));
    // The log cleaner stands still until everything is sent: it would take the processors' time.
    Map<String, String> log =
        Map.of(
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "1",
            TopicConfig.SEGMENT_BYTES_CONFIG,
            SEGMENT_BYTES);
    if (this == LASTWORD) {
      input.process(
          LwwSets.joinInto(LwwSets.store(STORE, Policy.forget()).withLoggingEnabled(log)));
    } else {
      builder.addStateStore(keyValueStore().withLoggingEnabled(log));
      input.process(ReadModifyWrite::new, STORE);
    }
    return builder.build();
  }

  private StoreBuilder<KeyValueStore<byte[], byte[]>> keyValueStore() {
    StoreBuilder<KeyValueStore<byte[], byte[]>> builder =
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray());
    return this == READ_MODIFY_WRITE_CACHED
        ? builder.withCachingEnabled()
        : builder.withCachingDisabled();
  }

  /** Notes when the first operation is processed, and has the last one committed at once. */
  static final class Meter {
    private final int operations;
    private volatile long begun;
    private int seen;

    Meter(int operations) {
      this.operations = operations;
    }

    /** As {@code System.nanoTime} had it. */
    long begun() {
      return begun;
    }

    /** Returns whether this is the last one. */
    boolean next() {
      if (seen == 0) {
        begun = System.nanoTime();
      }
      seen++;
      return seen == operations;
    }
  }

  /** Stands before each contender. */
  private static final class Metered implements Processor<byte[], byte[], byte[], byte[]> {
    private final Meter meter;
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before process
    Metered(Meter meter) {
      this.meter = meter;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
      context = newContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      context.forward(record);
      if (meter.next()) {
        context.commit();
      }
    }
  }

  /** Merges with the same kernel, on the Java side of the store. */
  private static final class ReadModifyWrite implements Processor<byte[], byte[], Void, Void> {
    private KeyValueStore<byte[], byte[]> store;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before process
    ReadModifyWrite() {}

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      byte[] before = store.get(record.key());
      store.put(
          record.key(),
          before == null ? record.value() : RecordJoin.of(List.of(before, record.value())));
    }
  }
}
