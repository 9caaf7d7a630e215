// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.merge.Policy;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;

/**
 * One instance of the application: {@code FeedService BOOTSTRAP STATE_DIR PORT [NAME=VALUE ...]}.
 * Further settings are those of Kafka Streams, or with {@code changelog.} before their names of the
 * changelog topic.
 */
final class FeedService {
  private static final String CHANGELOG = "changelog.";
  private static final int MAX_ADDS = 10_000;
  private static final int MAX_DELETES = 2_000;

  /** What the sets remember. */
  static final Policy POLICY = Policy.forget().maxAdds(MAX_ADDS).maxDeletes(MAX_DELETES);

  private FeedService() {}

  /** Runs until the process is ended. */
  @SuppressWarnings("resource") // closed by the shutdown hook
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[2]);
    HostInfo here = new HostInfo("localhost", port);
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "feed-service");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
    config.put(StreamsConfig.STATE_DIR_CONFIG, args[1]);
    config.put(StreamsConfig.APPLICATION_SERVER_CONFIG, here.host() + ":" + port);
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, "1");
    Map<String, String> changelog = new HashMap<>();
    for (int i = 3; i < args.length; i++) {
      String[] setting = args[i].split("=", 2);
      if (setting[0].startsWith(CHANGELOG)) {
        changelog.put(setting[0].substring(CHANGELOG.length()), setting[1]);
      } else {
        config.put(setting[0], setting[1]);
      }
    }
    changelog.putIfAbsent(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    KafkaStreams streams = new KafkaStreams(FeedTopology.of(POLICY, changelog), config);
    Partitions partitions = new Partitions(streams);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    FeedServer.start(port, new Feeds(streams, here), partitions);
    streams.start();
  }
}
