// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How large a record of the changelog may be: as large as the topic and the producer both take. */
final class RecordLimit {
  /** Room for the longest key, the longest member and some more. */
  static final int LEAST = 256 << 10;

  /** What a batch, a record and its headers add; Kafka's own takes less. */
  private static final int OVERHEAD = 1 << 10;

  private static final int DEFAULT = 1 << 20;

  private RecordLimit() {}

  static void check(Map<String, String> logConfig) {
    String bytes = logConfig.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (bytes != null) {
      atLeast(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, number(bytes));
    }
    String cleanup = logConfig.get(TopicConfig.CLEANUP_POLICY_CONFIG);
    if (cleanup != null && !cleanup.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new IllegalArgumentException(
          "cleanup.policy of a changelog of sets is "
              + cleanup
              + "; it must be compact alone, for deleting old records would delete sets");
    }
  }

  /** The longest key and value together, in bytes. */
  static int of(Map<String, String> logConfig, Map<String, Object> appConfigs) {
    String topic = logConfig.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    long limit = topic == null ? DEFAULT : number(topic);
    String name = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
    Object producer = appConfigs.get(StreamsConfig.producerPrefix(name));
    if (producer == null) {
      producer = appConfigs.get(name);
    }
    long request = producer == null ? DEFAULT : number(producer.toString());
    atLeast(name, request);
    return Math.toIntExact(Math.min(limit, request)) - OVERHEAD;
  }

  private static long number(String bytes) {
    return Long.parseLong(bytes.trim());
  }

  private static void atLeast(String name, long bytes) {
    if (bytes < LEAST || bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name + " is " + bytes + "; a changelog of sets needs at least " + LEAST);
    }
  }
}
