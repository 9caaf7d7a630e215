// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.model.Gen;
import dev.lastword.model.KeyedOp;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Seeds;
import dev.lastword.streams.FeedModel;
import dev.lastword.streams.LwwSetStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example's topology, without a broker. */
final class FeedTopologyTest {
  private static final int OPERATIONS = 5_000;

  @TempDir Path dir;

  @Test
  void topology_afterOperationsInAnyOrderAndRepeated_answersAsTheModel() {
    ModelPolicy policy = ModelPolicy.forget().maxAdds(500).maxDeletes(100);
    for (long seed : Seeds.seeds(2)) {
      Gen gen = new Gen(seed);
      List<KeyedOp> operations = Generated.of(gen, OPERATIONS);
      try (TopologyTestDriver driver =
          new TopologyTestDriver(
              FeedTopology.of(FeedModel.policy(policy), Map.of()), config("" + seed))) {
        TestInputTopic<byte[], byte[]> input =
            driver.createInputTopic(
                FeedTopology.OPERATIONS, new ByteArraySerializer(), new ByteArraySerializer());
        gen.repeated(operations)
            .forEach(keyed -> input.pipeInput(keyed.key().array(), FeedModel.operand(keyed.op())));
        LwwSetStore sets = (LwwSetStore) driver.getStateStore(FeedTopology.FEEDS);
        new FeedModel(policy, operations).check("seed " + seed, sets, gen);
      }
    }
  }

  private Properties config(String name) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "feeds");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, dir.resolve(name).toString());
    return config;
  }
}
