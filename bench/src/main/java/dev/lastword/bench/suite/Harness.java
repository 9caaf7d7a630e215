// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH take one measurement at a time. What JMH prints goes to a log. */
final class Harness {

  private static final Pattern FAILURE = Pattern.compile("<failure>\\s+(?:[\\w.$]+: )?([^\\n]*)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutputStream log;
  private final UserOptions user;

  Harness(OutputStream log, UserOptions user) {
    this.log = log;
    this.user = user;
  }

  /**
   * What came of a measurement.
   *
   * @param result JMH's, empty where there is none
   * @param reason why there is none
   */
  record Outcome(List<JsonNode> result, String reason) {}

  /** Takes a measurement. */
  Outcome run(Cell cell) throws RunnerException, IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Collection<RunResult> results;
    try (PrintStream out = new PrintStream(new Both(log, printed), true, StandardCharsets.UTF_8)) {
      results =
          new Runner(
                  options(cell), OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL))
              .run();
    }
    return results.isEmpty()
        ? new Outcome(List.of(), reason(printed.toString(StandardCharsets.UTF_8)))
        : new Outcome(List.of(json(results)), "");
  }

  private Options options(Cell cell) throws IOException {
    Settings settings = cell.settings();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(cell.method()) + "$")
            .shouldFailOnError(false)
            .forks(settings.forks())
            .warmupIterations(settings.warmups())
            .warmupTime(TimeValue.milliseconds(settings.warmupMillis()))
            .measurementIterations(settings.iterations())
            .measurementTime(TimeValue.milliseconds(settings.millis()))
            .threads(cell.threads())
            .jvmArgs(JvmFlags.all().toArray(String[]::new))
            .jvmArgsAppend(user.jvmFlags())
            .addProfiler(GCProfiler.class);
    user.profilers().forEach(p -> options.addProfiler(p.getKlass(), p.getOpts()));
    cell.parameters().forEach(options::param);
    return options.build();
  }

  private static JsonNode json(Collection<RunResult> results) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(json, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    return JSON.readTree(json.toByteArray()).get(0);
  }

  /** The message of the exception that ended a benchmark. */
  private static String reason(String printed) {
    Matcher failure = FAILURE.matcher(printed);
    return failure.find() ? failure.group(1).strip() : "its JVM ended; the log has what it said";
  }

  /** Writes to two streams and closes neither. */
  private static final class Both extends OutputStream {
    private final OutputStream one;
    private final OutputStream other;

    Both(OutputStream one, OutputStream other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public void write(int b) throws IOException {
      one.write(b);
      other.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      one.write(bytes, from, length);
      other.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      one.flush();
    }
  }
}
