// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/vulnerabilities} finds the advisories that a version is affected by. */
class VulnerabilitiesTest {
  private static final String FROM_0 = event("introduced", "0");

  @TempDir Path temp;

  @BeforeEach
  void needsPythonMavenAndJava() throws Exception {
    for (String command : List.of("python3", "mvn", "java")) {
      assumeTrue(isPresent(command), () -> "skipped: there is no " + command);
    }
  }

  @Test
  void check_rangesOfEveryKind_findsThoseThatHoldTheVersion() throws Exception {
    advise("FIXED", range(FROM_0, event("fixed", "2.0")));
    advise("LAST", range(event("introduced", "1.9"), event("last_affected", "2.0")));
    advise("ONE", range(event("introduced", "2.0"), event("last_affected", "2.0")));
    advise(
        "TWO", range(event("introduced", "3"), event("fixed", "4"), FROM_0, event("fixed", "1.5")));
    advise("EXACT", "\"versions\": [\"9\"]");
    assertEquals(List.of("FIXED", "TWO"), found("1.0"));
    assertEquals(List.of("FIXED"), found("1.5"));
    assertEquals(List.of("FIXED", "LAST"), found("1.10"));
    assertEquals(List.of("FIXED", "LAST"), found("2.0-rc1"));
    assertEquals(List.of("LAST", "ONE"), found("2.0.0"));
    assertEquals(List.of(), found("2.0.1"));
    assertEquals(List.of("TWO"), found("3"));
    assertEquals(List.of("EXACT"), found("9.0"));
  }

  @Test
  void check_otherPackagesAndWithdrawnAdvisories_concernNobody() throws Exception {
    advise("OTHER", "\"package\": {\"ecosystem\": \"npm\", \"name\": \"g:a\"}, " + range(FROM_0));
    advise("NAME", "\"package\": {\"ecosystem\": \"Maven\", \"name\": \"g:b\"}, " + range(FROM_0));
    write("GONE", "\"withdrawn\": \"2026-01-01T00:00:00Z\", ", range(FROM_0));
    assertEquals(List.of(), found("1.0"));
  }

  @Test
  void check_folderWithoutAdvisories_isNotTakenForCleanOne() throws Exception {
    Result result = run("1.0");
    assertEquals(2, result.status(), result::said);
    assertTrue(result.said().contains("the folder holds no advisory for Maven"), result::said);
  }

  private record Result(int status, String said) {}

  /** Advisories in the order of their names; the exit status says whether there are any. */
  private List<String> found(String version) throws Exception {
    Result result = run(version);
    List<String> lines =
        result
            .said()
            .lines()
            .filter(line -> line.startsWith("g:a:"))
            .map(line -> line.substring(line.indexOf(": ") + 2).strip())
            .toList();
    assertEquals(lines.isEmpty() ? 0 : 1, result.status(), result::said);
    return lines;
  }

  private Result run(String version) throws Exception {
    Path bill = temp.resolve("bill.json");
    Files.writeString(
        bill,
        "{\"components\": [{\"group\": \"g\", \"name\": \"a\", \"version\": \""
            + version
            + "\"}]}");
    Path folder = Files.createDirectories(temp.resolve("advisories"));
    return run(List.of("python3", "-B", script().toString(), bill.toString(), folder.toString()));
  }

  private void advise(String id, String fields) throws IOException {
    write(id, "", fields);
  }

  private void write(String id, String ofTheAdvisory, String ofThePackage) throws IOException {
    String named =
        ofThePackage.contains("\"package\"")
            ? ofThePackage
            : "\"package\": {\"ecosystem\": \"Maven\", \"name\": \"g:a\"}, " + ofThePackage;
    Path file = temp.resolve("advisories").resolve("2026").resolve(id + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "{\"id\": \"" + id + "\", " + ofTheAdvisory + "\"affected\": [{" + named + "}]}");
  }

  private static String range(String... events) {
    return "\"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": ["
        + String.join(", ", events)
        + "]}]";
  }

  private static String event(String kind, String version) {
    return "{\"" + kind + "\": \"" + version + "\"}";
  }

  private static boolean isPresent(String command) throws Exception {
    return run(List.of("sh", "-c", "command -v " + command)).status() == 0;
  }

  private static Result run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), said);
  }

  private static Path script() {
    return Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
        .map(at -> at.resolve(".ci/vulnerabilities"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }
}
