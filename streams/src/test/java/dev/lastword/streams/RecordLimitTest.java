// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.SetWriter;
import dev.lastword.merge.Policy;
import dev.lastword.record.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

/** The topic's limit and the producer's, and what must fit below. */
final class RecordLimitTest {
  private static final String TOPIC = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;

  @Test
  void limit_isTheLessOfTheTopicsAndTheProducers() {
    assertEquals((1 << 20) - 1024, RecordLimit.of(Map.of(), Map.of()));
    assertEquals(400_000 - 1024, RecordLimit.of(Map.of(TOPIC, "400000"), Map.of()));
    assertEquals(
        400_000 - 1024,
        RecordLimit.of(Map.of(TOPIC, "500000"), Map.of("max.request.size", 400_000)));
    assertEquals(
        500_000 - 1024,
        RecordLimit.of(Map.of(TOPIC, "500000"), Map.of("max.request.size", 600_000)));
    assertEquals(
        300_000 - 1024,
        RecordLimit.of(
            Map.of(), Map.of("producer.max.request.size", "300000", "max.request.size", 400_000)));
    assertThrows(
        IllegalArgumentException.class,
        () -> RecordLimit.of(Map.of(), Map.of("max.request.size", 200_000)));
  }

  /** What the broker that creates the topic has by default is not known. */
  @Test
  void topic_isCreatedWithTheLimitThatIsReckonedWith() {
    LwwStoreBuilder builder = LwwSets.store("sets", Policy.forget());
    assertEquals("1048576", builder.logConfig().get(TOPIC));
    builder.withLoggingEnabled(Map.of("segment.bytes", "100000000"));
    assertEquals("1048576", builder.logConfig().get(TOPIC));
    assertEquals("100000000", builder.logConfig().get("segment.bytes"));
    builder.withLoggingEnabled(Map.of(TOPIC, "2000000"));
    assertEquals("2000000", builder.logConfig().get(TOPIC));
    assertEquals(Map.of(), builder.withLoggingDisabled().logConfig());
  }

  @Test
  void logConfig_thatWouldLoseSets_isRefused() {
    LwwStoreBuilder builder = LwwSets.store("sets", Policy.forget());
    assertThrows(
        IllegalArgumentException.class, () -> builder.withLoggingEnabled(Map.of(TOPIC, "1000")));
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")));
  }

  /** Kafka Streams' own default yields to what an application sets for all its topics. */
  @Test
  void topic_isCompactedWhateverTheApplicationHasForOthers() {
    LwwStoreBuilder builder = LwwSets.store("sets", Policy.forget());
    assertEquals("compact", builder.logConfig().get(TopicConfig.CLEANUP_POLICY_CONFIG));
    builder.withLoggingEnabled(Map.of("segment.bytes", "100000000"));
    assertEquals("compact", builder.logConfig().get(TopicConfig.CLEANUP_POLICY_CONFIG));
  }

  @Test
  void leastLimit_takesTheLongestOfAll() {
    int room = leastRoom();
    Random random = new Random(5);
    List<byte[]> operands = new ArrayList<>();
    operands.add(Operations.forget(1, longest(random)));
    for (int i = 0; i < 6; i++) {
      byte[] member = longest(random);
      operands.add(Operations.add(member, 10 + i));
      operands.add(Operations.delete(member, 20 + i));
    }
    List<byte[]> parts = StateParts.packed(RecordJoin.of(operands), room);
    assertTrue(parts.size() >= 6);
    parts.forEach(part -> assertTrue(part.length <= room));
  }

  @Test
  void unreadableBytes_thatAreLetIn_fitBesideTheLongestHorizon() {
    byte[] key = new byte[SetWriter.MAX_KEY_BYTES];
    int room = leastRoom();
    Random random = new Random(5);
    int largest = RecordLimit.mostUnreadable(room);
    assertTrue(largest > 100_000, largest + " bytes");
    assertTrue(isLetIn(key, recordWith(unreadable(largest)), room));
    assertFalse(isLetIn(key, recordWith(unreadable(largest + 1)), room));
    List<byte[]> operands = new ArrayList<>();
    operands.add(unreadable(largest));
    operands.add(Operations.forget(1, longest(random)));
    for (int i = 0; i < 5; i++) {
      operands.add(Operations.add(longest(random), 10 + i));
    }
    List<byte[]> parts = StateParts.packed(RecordJoin.of(operands), room);
    assertFalse(parts.isEmpty());
    parts.forEach(part -> assertTrue(part.length <= room));
  }

  @Test
  void unreadableBytes_thatAreAMembersToo_needNotStayWithIt() {
    byte[] member = unreadable(SetWriter.MAX_MEMBER_BYTES);
    List<byte[]> operands =
        List.of(
            member,
            Operations.add(member, 10),
            Operations.delete(member, 20),
            Operations.forget(1, longest(new Random(5))));
    List<byte[]> parts = StateParts.packed(RecordJoin.of(operands), leastRoom());
    assertEquals(2, parts.size());
    assertArrayEquals(RecordJoin.of(operands), RecordJoin.of(parts));
  }

  private static byte[] recordWith(byte[] unreadable) {
    return RecordJoin.of(List.of(unreadable, Operations.add(new byte[1], 5)));
  }

  private static boolean isLetIn(byte[] key, byte[] record, int room) {
    try {
      RecordLimit.checkQuarantined(key, record, room);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int leastRoom() {
    int limit = RecordLimit.of(Map.of(TOPIC, Integer.toString(RecordLimit.LEAST)), Map.of());
    return limit - SetWriter.MAX_KEY_BYTES - ChangelogKey.EXTRA;
  }

  private static byte[] unreadable(int length) {
    byte[] bytes = new byte[length];
    bytes[0] = 99;
    return bytes;
  }

  private static byte[] longest(Random random) {
    byte[] member = new byte[SetWriter.MAX_MEMBER_BYTES];
    random.nextBytes(member);
    return member;
  }
}
