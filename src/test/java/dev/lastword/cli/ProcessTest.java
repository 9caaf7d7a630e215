// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastword.LwwStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: real streams, exit statuses, pipes. */
class ProcessTest {
  @TempDir Path dir;
  private Path db;

  @BeforeEach
  void load() throws IOException {
    db = dir.resolve("db");
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 30_000; i++) {
      log.append("+\t").append(i).append("\tkey\tmember-").append(i).append('\n');
    }
    Run run = Run.of("load", "--db", db, Files.writeString(dir.resolve("log"), log));
    assertEquals(0, run.status(), run.err());
  }

  @Test
  void exit_everyKind_hasItsStatusAndNoTrace() throws Exception {
    Child done = start("contains", "--db", db, "key", "member-7");
    assertEquals("+ 7\n", done.out());
    assertEquals("", done.err());
    assertEquals(0, done.status());

    Child fault = start("select", "--db", dir.resolve("none"), "key");
    assertEquals("", fault.out());
    assertTrue(fault.err().startsWith("lastword: "), fault.err());
    assertEquals(1, fault.status());

    Child usage = start("select", "--db");
    assertEquals("", usage.out());
    assertFalse(usage.err().contains("\tat "), usage.err());
    assertEquals(2, usage.status());
  }

  @Test
  void exit_afterCompaction_endsAtOnce() throws Exception {
    Child compact = start("compact", "--db", db);
    assertEquals("", compact.out());
    assertTrue(compact.err().startsWith("compacted 1 set in "), compact.err());
    assertEquals(0, compact.status());
    Child bad = start("load", "--db", db, dir.resolve("log"), dir);
    assertEquals(1, bad.status());
  }

  @Test
  void output_readerGoesAway_endsQuietly() throws Exception {
    Child export = start("export", "--db", db);
    InputStream out = export.process.getInputStream();
    assertEquals("+\t29999\tkey\t", new String(out.readNBytes(12), UTF_8));
    out.close();
    assertEquals("", export.err());
    assertEquals(0, export.status());
  }

  @Test
  void output_diskFull_isAFault() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "skipped: there is no " + full);
    for (String[] command :
        new String[][] {{"export"}, {"contains", "key", "m"}, {"load", "--help"}}) {
      List<Object> words = new ArrayList<>(List.of((Object[]) command));
      words.addAll(List.of("--db", db));
      Child child = new Child(builder(words.toArray()).redirectOutput(full.toFile()).start());
      String said = child.err();
      assertTrue(said.startsWith("lastword: cannot write to standard output: "), said);
      assertEquals(1, said.lines().count(), said);
      assertEquals(1, child.status());
    }
  }

  @Test
  void standardInput_fromAPipe_isReadToItsEnd() throws Exception {
    Child load = new Child(builder("load", "--db", db, "-").start(), false);
    try (var in = load.process.getOutputStream()) {
      byte[] packed = GzipInputTest.gzip("+\t1\tpiped\tone\n".getBytes(UTF_8));
      for (int member = 0; member < 3; member++) {
        in.write(packed, 0, 9);
        in.flush();
        Thread.sleep(20);
        in.write(packed, 9, packed.length - 9);
        in.flush();
      }
    }
    assertTrue(load.err().startsWith("loaded 3 operations into 1 set in "), load.err());
    assertEquals(0, load.status());
  }

  @Test
  void standardInput_processIsStopped_leavesNoCopy() throws Exception {
    Path temporary = Files.createDirectory(dir.resolve("tmp"));
    ProcessBuilder builder = builder("load", "--db", db, "-");
    builder.command().add(1, "-Djava.io.tmpdir=" + temporary);
    Child load = new Child(builder.start(), false);
    // More than the pipe holds, so that a part of it is in the copy.
    load.process.getOutputStream().write(new byte[1 << 20]);
    load.process.destroy();
    assertEquals(128 + 15, load.status());
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void writer_secondOne_isToldOfTheFirst() throws Exception {
    try (LwwStore first = LwwStore.open(db)) {
      first.add("key", "member-x", 1);
      for (String[] policy : new String[][] {{}, {"--max-adds", "9"}}) {
        List<Object> words = new ArrayList<>(List.of("load", "--db", db, dir.resolve("log")));
        words.addAll(List.of((Object[]) policy));
        Child second = start(words.toArray());
        String said = second.err();
        assertTrue(said.contains("lastword: " + db + ": another process has the database"), said);
        assertTrue(said.contains("; wait for its end or stop it"), said);
        assertEquals(1, second.status());
      }
    }
  }

  @Test
  void debug_onlyWhenAsked_showsTheTrace() throws Exception {
    Child quiet = start("stats", "--db", dir);
    assertFalse(quiet.err().contains("CommandFailure"), quiet.err());
    Child loud = start("stats", "--debug", "--db", dir);
    assertTrue(loud.err().contains("\tat dev.lastword.cli."), loud.err());
    assertEquals(1, loud.status());
  }

  @Test
  void demo_runsThroughAndLeavesNothing() throws Exception {
    ProcessBuilder builder = builder("demo");
    builder.command().add(1, "-Djava.io.tmpdir=" + Files.createDirectory(dir.resolve("tmp")));
    Child demo = new Child(builder.start());
    String out = demo.out();
    assertEquals("", demo.err());
    assertEquals(0, demo.status());
    assertTrue(out.contains("=> 300 of 300 records are the same, byte for byte"), out);
    assertTrue(out.contains("=> the set says: deleted since 12:00:00"), out);
    assertTrue(out.contains("=> the page above is still the same"), out);
    assertTrue(out.lines().allMatch(line -> line.length() <= 96), out);
    assertFalse(out.contains("\033"), "colours where no terminal is");
    assertEquals(List.of(), leftIn(dir.resolve("tmp")));
  }

  @Test
  void demo_processIsStopped_leavesNothing() throws Exception {
    Path temporary = Files.createDirectory(dir.resolve("tmp"));
    ProcessBuilder builder = builder("demo");
    builder.command().add(1, "-Djava.io.tmpdir=" + temporary);
    Child demo = new Child(builder.start());
    // By then the database is there, and being written.
    assertTrue(demo.process.inputReader().lines().anyMatch(line -> line.startsWith("1. ")));
    assertTrue(Files.exists(leftIn(temporary).getFirst().resolve("feed.db")));
    demo.process.destroy();
    assertEquals(128 + 15, demo.status());
    assertEquals(List.of(), leftIn(temporary));
  }

  /** The temporary files of the command itself. */
  private static List<Path> leftIn(Path folder) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      return left.filter(path -> path.getFileName().toString().startsWith("lastword-")).toList();
    }
  }

  private static Child start(Object... args) throws IOException {
    return new Child(builder(args).start());
  }

  private static ProcessBuilder builder(Object... args) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.matches("--(enable-native|sun-misc|add-).*"))
        .forEach(words::add);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Stream.of(args).map(Objects::toString).forEach(words::add);
    return new ProcessBuilder(words);
  }

  /** A run of the command that has begun. */
  private static final class Child {
    private final Process process;

    Child(Process process) throws IOException {
      this(process, true);
    }

    Child(Process process, boolean withoutInput) throws IOException {
      this.process = process;
      if (withoutInput) {
        process.getOutputStream().close();
      }
    }

    String out() throws IOException {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    String err() throws IOException {
      return new String(process.getErrorStream().readAllBytes(), UTF_8);
    }

    int status() throws InterruptedException {
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the process does not end");
      return process.exitValue();
    }
  }
}
