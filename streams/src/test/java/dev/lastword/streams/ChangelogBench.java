// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import dev.lastword.model.Op;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** A database with a changelog in memory, whose records are small. */
final class ChangelogBench implements AutoCloseable {
  static final int LIMIT = 1_500;

  private final SetDatabase database;
  private final Changelog changelog;
  private final List<KeyValue<byte[], byte[]>> log = new ArrayList<>();
  private int delivered;

  ChangelogBench(Path dir, Policy policy) {
    this(dir, policy, false);
  }

  ChangelogBench(Path dir, Policy policy, boolean transactional) {
    database =
        new SetDatabase(dir, new StoreOptions(dir.toString(), Map.of()), Operators.of(policy));
    changelog =
        new Changelog(
            "bench",
            database.sets(),
            database.parts(),
            LIMIT,
            transactional,
            (key, value) -> log.add(new KeyValue<>(key, value)));
  }

  LwwStore sets() {
    return database.sets();
  }

  void join(byte[] key, byte[] operand) {
    database.sets().join(key, operand);
    changelog.touch(key);
  }

  void join(byte[] key, List<Op> operations) {
    operations.forEach(op -> join(key, Models.operand(op)));
  }

  /** Sends what was touched; whether it arrives is another matter. */
  void commit() {
    changelog.send();
  }

  void acknowledge() {
    changelog.acknowledge();
  }

  /** As Kafka Streams does when the task becomes a standby, or active again. */
  void restart() {
    changelog.restart();
  }

  /** Lets the first of the records that are on their way arrive. */
  void deliver(int most, List<KeyValue<byte[], byte[]>> to) {
    int end = delivered + Math.min(log.size() - delivered, most);
    to.addAll(log.subList(delivered, end));
    delivered = end;
  }

  int undelivered() {
    return log.size() - delivered;
  }

  void restore(List<KeyValue<byte[], byte[]>> records) {
    new Restore(database.sets(), changelog).restoreAll(records);
  }

  byte @Nullable [] record(byte[] key) {
    return database.sets().record(key);
  }

  /** All that was sent so far, a copy. */
  List<KeyValue<byte[], byte[]>> log() {
    return List.copyOf(log);
  }

  List<KeyValue<byte[], byte[]>> compacted() {
    return compact(log);
  }

  /** The last record of each key, as the broker's log cleaner leaves them. */
  static List<KeyValue<byte[], byte[]>> compact(List<KeyValue<byte[], byte[]>> log) {
    Map<Bytes, KeyValue<byte[], byte[]>> last = new LinkedHashMap<>();
    log.forEach(record -> last.put(Bytes.wrap(record.key), record));
    return List.copyOf(last.values());
  }

  /** The values that are left of it. */
  static List<byte[]> live(List<KeyValue<byte[], byte[]>> log) {
    List<byte[]> values = new ArrayList<>();
    for (KeyValue<byte[], byte[]> record : compact(log)) {
      if (record.value != null) {
        values.add(record.value);
      }
    }
    return values;
  }

  @Override
  public void close() {
    database.close();
  }
}
