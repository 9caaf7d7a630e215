// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong(5);

  @Test
  void begin_slowerThanPlanned_saysWhatIsLeftAtThatPace() {
    Progress progress = new Progress(new PrintStream(said, true, UTF_8), nanos::get, 2, 600);
    progress.begin("merge", 10);
    nanos.addAndGet(400_000_000_000L);
    progress.done(200);
    progress.notRun("Merge c", "no gcc");
    progress.notRun("Merge c", "no gcc");
    progress.begin("write", 4);
    assertEquals(
        """
         1/2  merge                                          10 measurements; 0:00 so far, about 10:00 left
               not run: Merge c: no gcc
         2/2  write                                           4 measurements; 6:40 so far, about 13:20 left
        """,
        said.toString(UTF_8));
  }
}
