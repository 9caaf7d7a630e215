// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;

/** An application of one store, without a broker; each record that is piped in is committed. */
final class Topologies {
  static final String STORE = "feeds";

  private Topologies() {}

  static TopologyTestDriver driver(Path dir, LwwStoreBuilder store, Map<String, Object> more) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("operations", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .process(LwwSets.joinInto(store));
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    config.putAll(more);
    return new TopologyTestDriver(builder.build(), config);
  }

  /** Where the driver's store has its database. */
  static Path database(Path dir) {
    return dir.resolve("test/0_0/rocksdb").resolve(STORE);
  }

  static RocksDbSetStore store(TopologyTestDriver driver) {
    return (RocksDbSetStore) driver.getStateStore(STORE);
  }

  static TestInputTopic<byte[], byte[]> input(TopologyTestDriver driver) {
    return driver.createInputTopic(
        "operations", new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Returns what was sent to the changelog since this was last asked. */
  static List<KeyValue<byte[], byte[]>> changelog(TopologyTestDriver driver) {
    return driver.producedTopicNames().stream()
        .filter(name -> name.endsWith("-changelog"))
        .flatMap(name -> read(driver, name).stream())
        .toList();
  }

  private static List<KeyValue<byte[], byte[]>> read(TopologyTestDriver driver, String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readKeyValuesToList();
  }

  static double dropped(TopologyTestDriver driver) {
    return driver.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("dropped-records-total"))
        .mapToDouble(metric -> (double) metric.getValue().metricValue())
        .sum();
  }

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
