// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Merging reads near the end of their thread's stack. In the last few kilobytes the JVM ends, as
 * docs/embedding.md tells: the overflow comes in the JVM's own frames before ours, where nothing
 * can catch it.
 */
final class LittleStackTest {
  private static final int LEFT = 64 << 10;

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-Xint"})
  void get_withSixtyFourKilobytesOfStackLeft_answers(String compiler)
      throws IOException, InterruptedException {
    ChildJvm.in(temp)
        .flag(compiler)
        .run(LittleStackProgram.class, temp.resolve("db").toString(), String.valueOf(LEFT))
        .assertStatus(7);
  }
}
