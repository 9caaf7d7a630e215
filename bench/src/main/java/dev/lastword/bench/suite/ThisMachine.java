// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import com.sun.management.OperatingSystemMXBean;
import dev.lastword.bench.report.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says where this runs. */
final class ThisMachine {

  private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.*)");
  private static final Pattern NAME = Pattern.compile("PRETTY_NAME=\"?([^\"]*)\"?");

  private ThisMachine() {}

  static Machine describe() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        first(Path.of("/proc/cpuinfo"), MODEL).orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        first(Path.of("/etc/os-release"), NAME).orElse(System.getProperty("os.name")),
        System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
  }

  /** How many threads wished to run in the last minute; negative where nobody knows. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static Optional<String> first(Path file, Pattern pattern) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(pattern::matcher)
          .filter(Matcher::matches)
          .map(found -> found.group(1).strip())
          .findFirst();
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }
}
