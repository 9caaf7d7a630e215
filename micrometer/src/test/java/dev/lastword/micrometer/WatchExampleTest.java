// SPDX-License-Identifier: Apache-2.0
package dev.lastword.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The code under "Metrics" in docs/embedding.md is the code that is tested. */
final class WatchExampleTest {
  @TempDir Path directory;

  @Test
  @Timeout(60)
  void example_run_showsWhatASurveyFound() throws InterruptedException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (LwwStore store = LwwStore.open(directory, Policy.forget());
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      store.add("anna", "photo-17", 1_700_000_100);
      try (LastwordMetrics metrics = WatchExample.watch(store, registry, timer)) {
        while (store.metrics().lastSurvey() == null) {
          Thread.sleep(5);
        }
        assertEquals(1, registry.get("lastword.sets").tag("store", "feeds").gauge().value());
        assertNotNull(metrics);
      }
    }
  }

  @Test
  void example_inTheDocument_isTheCodeThatRuns() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/dev/lastword/micrometer/WatchExample.java"));
    String code = source.substring(source.indexOf("final class "));
    String document = Files.readString(Path.of("..", "docs", "embedding.md"));
    assertTrue(
        document.contains("```java\n" + code + "```\n"), "copy WatchExample to the document");
  }
}
