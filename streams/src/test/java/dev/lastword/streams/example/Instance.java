// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.HostInfo;

/** An instance of the application in a process of its own, so that it can be killed. */
final class Instance implements AutoCloseable {
  /**
   * Short waits; memtables and segments of the changelog so small that some reach the disk, and are
   * compacted, while the test runs.
   */
  private static final List<String> SETTINGS =
      List.of(
          "commit.interval.ms=200",
          "auto.offset.reset=earliest",
          "session.timeout.ms=3000",
          "heartbeat.interval.ms=500",
          "acceptable.recovery.lag=1000000",
          "probing.rebalance.interval.ms=60000",
          "num.stream.threads=2",
          "producer.transaction.timeout.ms=3000",
          "rocksdb.config.setter=" + SmallMemtables.class.getName(),
          "changelog.segment.ms=1000",
          "changelog.min.cleanable.dirty.ratio=0",
          "changelog.delete.retention.ms=100",
          "changelog.max.message.bytes=300000");

  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  private final Process process;
  private final HostInfo host;

  private Instance(Process process, HostInfo host) {
    this.process = process;
    this.host = host;
  }

  /**
   * Starts one.
   *
   * @param guarantee of processing, as Kafka Streams names it
   */
  static Instance start(Broker broker, Path stateDir, String guarantee) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.createDirectories(stateDir);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--"))
        .forEach(command::add);
    command.addAll(QUICK_START);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(FeedService.class.getName());
    command.addAll(List.of(broker.bootstrapServers(), stateDir.toString(), Integer.toString(port)));
    command.addAll(SETTINGS);
    command.add("processing.guarantee=" + guarantee);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output(stateDir).toFile())
            .start();
    return new Instance(process, new HostInfo("localhost", port));
  }

  HostInfo host() {
    return host;
  }

  /**
   * Ends it by SIGKILL: it closes and flushes nothing. What it wrote to files stays, for the system
   * goes on.
   */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What the last instance in a folder printed, which is nothing unless something is wrong. */
  static Path output(Path stateDir) {
    return stateDir.resolve("output.txt");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
