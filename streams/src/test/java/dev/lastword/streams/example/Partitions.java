// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;

/** Which partitions are on this instance, and what had to be restored for it. Thread-safe. */
final class Partitions implements StateRestoreListener, StandbyUpdateListener {
  private final KafkaStreams streams;
  private final Map<Integer, Long> first = new ConcurrentHashMap<>();
  private final Map<Integer, Restored> restored = new ConcurrentHashMap<>();

  /** Listens; to be made before the application is started. */
  Partitions(KafkaStreams streams) {
    this.streams = streams;
    streams.setGlobalStateRestoreListener(this);
    streams.setStandbyUpdateListener(this);
  }

  /**
   * What one partition took from the changelog before it became active.
   *
   * @param first the offset at which this instance began with it, as a standby or active: what lies
   *     before was on the disk
   * @param from the offset at which it began to become active: what lies before was here already
   * @param records how many records it read from there
   */
  record Restored(long first, long from, long records) {}

  Set<Integer> active() {
    return partitions(ThreadMetadata::activeTasks);
  }

  Set<Integer> standby() {
    return partitions(ThreadMetadata::standbyTasks);
  }

  private Set<Integer> partitions(Function<ThreadMetadata, Set<TaskMetadata>> tasks) {
    if (streams.state() != KafkaStreams.State.RUNNING) {
      throw new IllegalStateException("partitions are being moved; ask again");
    }
    Set<Integer> partitions = new TreeSet<>();
    for (ThreadMetadata thread : streams.metadataForLocalThreads()) {
      tasks.apply(thread).forEach(task -> partitions.add(task.taskId().partition()));
    }
    return partitions;
  }

  Map<Integer, Restored> restored() {
    return new TreeMap<>(restored);
  }

  @Override
  public void onUpdateStart(TopicPartition changelog, String store, long from) {
    first.putIfAbsent(changelog.partition(), from);
  }

  @Override
  public void onBatchLoaded(
      TopicPartition changelog, String store, TaskId task, long end, long records, long newest) {}

  @Override
  public void onUpdateSuspended(
      TopicPartition changelog, String store, long offset, long newest, SuspendReason reason) {}

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long from, long end) {
    first.putIfAbsent(changelog.partition(), from);
    restored.put(
        changelog.partition(),
        new Restored(first.getOrDefault(changelog.partition(), from), from, 0));
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long end, long records) {
    restored.computeIfPresent(
        changelog.partition(),
        (partition, before) ->
            new Restored(before.first(), before.from(), before.records() + records));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {}
}
