// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.SetState;
import dev.lastword.SetWriter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How large a record of the changelog may be: as large as the topic and the producer both take. */
final class RecordLimit {
  /**
   * Room for the longest key, and a part that cannot be split: the longest member, added and
   * deleted, under a horizon at another as long. That is 257 KiB, and the rest is for the parts'
   * numbers to stay small.
   */
  static final int LEAST = 288 << 10;

  /** What a part may hold beside bytes that cannot be split: the longest horizon, and headers. */
  private static final int HORIZON = SetWriter.MAX_MEMBER_BYTES + 64;

  /** What a batch, a record and its headers add; Kafka's own takes less. */
  private static final int OVERHEAD = 1 << 10;

  /** What topics and producers take by default, or a little less. */
  private static final int DEFAULT = 1 << 20;

  private RecordLimit() {}

  /**
   * Returns the changelog topic's configuration, with a limit and {@code cleanup.policy}: the
   * defaults of the broker that will create the topic, and of the application, are not known.
   *
   * @throws IllegalArgumentException for a limit too small, or a {@code cleanup.policy} that is not
   *     {@code compact} alone
   */
  static Map<String, String> topic(Map<String, String> asked) {
    Map<String, String> topic = new HashMap<>(asked);
    topic.putIfAbsent(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(DEFAULT));
    // Else what the application sets for all its topics would be taken.
    topic.putIfAbsent(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    check(topic);
    return Map.copyOf(topic);
  }

  private static void check(Map<String, String> logConfig) {
    atLeast(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, topicLimit(logConfig));
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
    long limit = topicLimit(logConfig);
    String name = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
    Object producer = appConfigs.get(StreamsConfig.producerPrefix(name));
    if (producer == null) {
      producer = appConfigs.get(name);
    }
    long request = producer == null ? DEFAULT : number(producer.toString());
    atLeast(name, request);
    return Math.toIntExact(Math.min(limit, request)) - OVERHEAD;
  }

  static int mostUnreadable(int room) {
    return room - HORIZON;
  }

  private static long topicLimit(Map<String, String> logConfig) {
    String bytes = logConfig.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    return bytes == null ? DEFAULT : number(bytes);
  }

  /**
   * Refuses a record that no changelog could hold: bytes that could not be merged are kept as they
   * were found, and cannot be split.
   *
   * @param room the size of a part, in bytes
   * @throws IllegalArgumentException when the record carries such bytes, more than fit beside a
   *     horizon
   */
  static void checkQuarantined(byte[] key, byte[] record, int room) {
    int most = mostUnreadable(room);
    if (record.length <= most) {
      return;
    }
    for (byte[] unreadable : SetState.decode(record).quarantined()) {
      if (unreadable.length > most) {
        throw new IllegalArgumentException(
            "record carries "
                + unreadable.length
                + " bytes that could not be merged; the changelog can take "
                + most
                + " (key="
                + HexFormat.of().formatHex(key)
                + ")");
      }
    }
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
