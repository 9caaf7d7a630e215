// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A real Kafka broker, broker and controller in this process, from Kafka's own artifacts. */
public final class Broker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int POLL_MILLIS = 50;
  private static final Pattern SEGMENT = Pattern.compile("([0-9]{20})\\.log");

  private final Path dir;
  private final KafkaClusterTestKit kit;
  private final Admin admin;

  /** Starts it, its log in {@code dir}; the log cleaner compacts as soon as it can. */
  public Broker(Path dir) throws Exception {
    this.dir = dir;
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
            .setConfigProp("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500")
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

  /** Deletes a topic. */
  public void delete(String topic) throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
  }

  /** Waits until a group has committed all of a topic. */
  public void awaitCommitted(String group, String topic, int partitions)
      throws InterruptedException {
    await("all of " + topic + " committed", () -> isCommitted(group, topic, partitions));
  }

  /** Whether a group has committed all of a topic. */
  public boolean isCommitted(String group, String topic, int partitions) throws Exception {
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

  /** Changes a setting of a topic. */
  public void set(String topic, String name, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp op = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(op))).all().get();
  }

  /**
   * Waits until the log cleaner has been through all of a partition but its active segment, which
   * it never touches.
   */
  public void awaitCompacted(TopicPartition partition) throws InterruptedException {
    await(partition + " compacted", () -> cleaned(partition) >= activeSegment(partition));
  }

  /** The offset of the first record that the log cleaner will not touch as yet. */
  public long activeSegment(TopicPartition partition) throws IOException {
    try (Stream<Path> files = Files.list(folder(partition))) {
      return files
          .map(file -> SEGMENT.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToLong(name -> Long.parseLong(name.group(1)))
          .max()
          .orElseThrow();
    }
  }

  /** The offset up to which the log cleaner has been, as it notes it beside the partitions. */
  private long cleaned(TopicPartition partition) throws IOException {
    Path notes = folder(partition).resolveSibling("cleaner-offset-checkpoint");
    String prefix = partition.topic() + " " + partition.partition() + " ";
    return Files.readAllLines(notes).stream()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
        .findFirst()
        .orElse(0);
  }

  private Path folder(TopicPartition partition) throws IOException {
    try (Stream<Path> folders =
        Files.find(dir, 3, (path, attributes) -> path.endsWith(partition.toString()))) {
      return folders.findFirst().orElseThrow();
    }
  }

  /** All records of a partition that are there, from the first; tombstones too. */
  public List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) throws Exception {
    long end = end(partition);
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  /** Something that comes true in the end. */
  @FunctionalInterface
  public interface Condition {
    /** Whether it is true by now. */
    boolean holds() throws Exception;
  }

  /** Something that stops failing in the end. */
  @FunctionalInterface
  public interface Check {
    /** Fails as yet. */
    void run() throws Exception;
  }

  /** Waits until it fails no more, a minute and a half. */
  public static void awaitPassed(String what, Check check) throws InterruptedException {
    await(
        what,
        () -> {
          check.run();
          return true;
        });
  }

  /** Waits for it, a minute and a half; a condition that throws does not hold yet. */
  public static void await(String what, Condition condition) throws InterruptedException {
    await(what, PATIENCE, condition);
  }

  /** Waits for it; a condition that throws does not hold yet. */
  public static void await(String what, Duration patience, Condition condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
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
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
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
