// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The launcher runs Java under a locale whose encoding is UTF-8. */
class LocaleTest {
  @Test
  void useUtf8_localeThatIsNotInstalled_isReplaced() throws Exception {
    assertEquals("C.UTF-8", localeUnder(Map.of("LANG", "xx_XX.UTF-8")));
    assertEquals("C.UTF-8", localeUnder(Map.of("LC_ALL", "xx_XX.UTF-8", "LANG", "C.UTF-8")));
  }

  @Test
  void useUtf8_localeWithoutUtf8_isReplaced() throws Exception {
    assertEquals("C.UTF-8", localeUnder(Map.of()));
    assertEquals("C.UTF-8", localeUnder(Map.of("LANG", "C")));
    assertEquals("C.UTF-8", localeUnder(Map.of("LC_CTYPE", "POSIX")));
  }

  @Test
  void useUtf8_localeWithUtf8_isKept() throws Exception {
    assertEquals("", localeUnder(Map.of("LANG", "C.UTF-8")));
  }

  /** What the launcher makes of LC_ALL. */
  private static String localeUnder(Map<String, String> environment) throws Exception {
    String script = ". '" + launchFolder().resolve("use-utf8.sh") + "'; use_utf8; echo $LC_ALL";
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
    shell.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    shell.environment().putAll(environment);
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  private static Path launchFolder() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("src/main/launch"))) {
      at = at.getParent();
    }
    assertTrue(at != null, "src/main/launch is in no parent folder");
    return at.resolve("src/main/launch");
  }
}
