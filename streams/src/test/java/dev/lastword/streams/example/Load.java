// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import dev.lastword.streams.FeedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends operations at some pace, in order, a few of them again later. */
final class Load implements AutoCloseable {
  private static final int BATCH = 500;
  private static final int PAUSE_MILLIS = 100;
  private static final int PERCENT_AGAIN = 5;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Gen gen;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  Load(Broker broker, Gen gen) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.gen = gen;
  }

  /** Returns while the last ones are on their way. */
  void send(List<KeyedOp> operations) throws InterruptedException {
    for (int i = 0; i < operations.size(); i++) {
      send(operations.get(i));
      if (gen.chance(PERCENT_AGAIN)) {
        send(operations.get(gen.below(i + 1)));
      }
      if (i % BATCH == BATCH - 1) {
        producer.flush();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private void send(KeyedOp keyed) {
    sent.add(
        producer.send(
            new ProducerRecord<>(
                FeedTopology.OPERATIONS, keyed.key().array(), FeedModel.operand(keyed.op()))));
  }

  /** Returns once the broker has all of them. */
  void awaitSent() throws Exception {
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
