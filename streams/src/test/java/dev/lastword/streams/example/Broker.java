// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A real Kafka broker, broker and controller in this process, from Kafka's own artifacts. */
public final class Broker implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;

  private final KafkaClusterTestKit kit;
  private final Admin admin;

  /** Starts it, its log in {@code dir}; the log cleaner compacts as soon as it can. */
  public Broker(Path dir) throws Exception {
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .setBaseDirectory(Files.createDirectories(dir))
            .build();
    kit =
        new KafkaClusterTestKit.Builder(nodes)
            .setConfigProp("auto.create.topics.enable", "false")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("transaction.state.log.num.partitions", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .setConfigProp("group.min.session.timeout.ms", "1000")
            .setConfigProp("log.cleaner.backoff.ms", "200")
            .build();
    kit.format();
    kit.startup();
    kit.waitForReadyBrokers();
    admin = kit.admin();
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return kit.bootstrapServers();
  }

  /** Creates a topic. */
  public void create(String topic, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
  }

  /** Waits until a group has committed all of a topic. */
  public void awaitCommitted(String group, String topic, int partitions) throws Exception {
    await("all of " + topic + " committed", () -> isCommitted(group, topic, partitions));
  }

  private boolean isCommitted(String group, String topic, int partitions) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    for (int i = 0; i < partitions; i++) {
      TopicPartition partition = new TopicPartition(topic, i);
      OffsetAndMetadata offset = committed.get(partition);
      if ((offset == null ? 0 : offset.offset()) < end(partition)) {
        return false;
      }
    }
    return true;
  }

  /** The offset of the next record. */
  public long end(TopicPartition partition) throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  /** Something that comes true in the end. */
  @FunctionalInterface
  public interface Condition {
    /** Whether it is true by now. */
    boolean holds() throws Exception;
  }

  /** Waits for it; a condition that throws does not hold yet. */
  public static void await(String what, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    Throwable last = null;
    while (System.nanoTime() - deadline < 0) {
      try {
        if (condition.holds()) {
          return;
        }
        last = null;
      } catch (Exception | AssertionError e) {
        last = e;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("did not come: " + what, last);
  }

  @Override
  public void close() {
    admin.close();
    try {
      kit.close();
    } catch (Exception e) {
      throw new IllegalStateException("broker does not stop", e);
    }
  }
}
