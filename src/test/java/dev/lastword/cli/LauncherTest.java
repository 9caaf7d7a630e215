// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code lastword} where it cannot build. */
class LauncherTest {
  /** What root runs commands as somebody else with. */
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");

  @TempDir Path dir;

  @Test
  void start_mayNotWriteItsFolder_saysSoAndEnds() throws Exception {
    Path home = copy();
    Path launch = Files.createDirectories(home.resolve("src/target/launch"));
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(launch, PosixFilePermissions.fromString("r-xr-xr-x"));
    List<String> words = new ArrayList<>(Files.isWritable(launch) ? AS_NOBODY : List.of());
    assumeFalse(Files.isWritable(launch) && !Files.exists(Path.of("/usr/bin/setpriv")), "root");
    String said = fault(words, home);
    assertTrue(said.endsWith("lastword: cannot write to " + launch + "\n"), said);
  }

  /** As on a full disk: the folder may be written to, and nothing fits in. */
  @Test
  void start_findsNoRoomForItsLock_saysSoAndEnds() throws Exception {
    Path home = copy();
    Path launch = Files.createDirectories(home.resolve("src/target/launch"));
    Files.createFile(launch.resolve("lock")); // a folder otherwise
    String said = fault(List.of(), home);
    assertTrue(said.contains("lastword: cannot write to " + launch + ": mkdir: "), said);
  }

  /** Starts the command, which ends with 1, and returns what it says. */
  private static String fault(List<String> runner, Path home) throws Exception {
    List<String> words = new ArrayList<>(runner);
    words.addAll(List.of("sh", home.resolve("lastword").toString(), "--version"));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it waits for ever");
      assertEquals(1, process.exitValue());
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** The launcher and its parts, without sources or a build. */
  private Path copy() throws IOException {
    Path project = Path.of("").toAbsolutePath();
    while (!Files.exists(project.resolve("lastword"))) {
      project = Objects.requireNonNull(project.getParent(), "no launcher above");
    }
    Path home = dir.toRealPath().resolve("home");
    Path parts = Files.createDirectories(home.resolve("src/main/launch"));
    Files.copy(project.resolve("lastword"), home.resolve("lastword"));
    try (Stream<Path> files = Files.list(project.resolve("src/main/launch"))) {
      for (Path file : files.toList()) {
        Files.copy(file, parts.resolve(file.getFileName()));
      }
    }
    return home;
  }
}
