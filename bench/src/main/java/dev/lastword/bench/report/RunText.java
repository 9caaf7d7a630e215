// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes where results come from. */
final class RunText {

  private RunText() {}

  /** A table of machine, versions and sessions. */
  static String markdown(Run run) {
    Machine machine = run.machine();
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("processor", machine.processor() + ", " + machine.cores() + " cores"));
    lines.add(List.of("memory", Quantity.bytes((double) machine.memory())));
    lines.add(List.of("system", machine.system() + ", kernel " + machine.kernel()));
    lines.add(List.of("JVM", machine.jdk()));
    lines.add(List.of("flags", "`" + String.join(" ", run.flags()) + "`"));
    lines.add(List.of("versions", versions(run.versions())));
    run.sessions().forEach(session -> lines.add(List.of("measured", session(session))));
    return new Grid(List.of("", ""), 2, lines).markdown();
  }

  private static String versions(Map<String, String> versions) {
    return versions.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(version -> version.getKey() + " " + version.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String session(Run.Session session) {
    return session.benchmarks()
        + " on "
        + session.date()
        + " at commit "
        + session.commit()
        + ", in "
        + Math.ceilDiv(session.seconds(), 60)
        + " min";
  }
}
