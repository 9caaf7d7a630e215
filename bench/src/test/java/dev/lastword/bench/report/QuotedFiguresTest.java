// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import static dev.lastword.bench.report.Contenders.LASTWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Figures of the benchmarks that stand in sentences, not in generated tables, are those of the
 * committed results: whoever measures anew learns which sentences to write anew.
 */
final class QuotedFiguresTest {
  private static final Path DOCS = Path.of("..", "docs");

  /** People round. */
  private static final double TOLERANCE = 0.1;

  private static final String SCALE_OUT = "scale-out.md";
  private static final String OPERATIONS = "operations.md";
  private static final String BENCHMARKS = "benchmarks.md";
  private static final String COMPACTION = "CompactionBenchmark";
  private static final String OPTIONS = "OptionsBenchmark";
  private static final String SCALING = "ScalingBenchmark";
  private static final Where TEN_MILLION = Where.is("operations", "10000000");

  private static Results results = new Results(List.of());

  /**
   * A figure in a sentence.
   *
   * @param page where it stands
   * @param words that hold it, in one line of the page
   * @param quoted the figure, in the unit of the results
   * @param benchmark whose row it is of
   * @param where the one row
   * @param figure what it is of the row
   */
  record Quote(
      String page, String words, double quoted, String benchmark, Where where, Figure figure) {
    @Override
    public String toString() {
      return page + ": " + words;
    }
  }

  static List<Quote> quotes() {
    return List.of(
        new Quote(SCALE_OUT, "compacted in 18.8 s", 18.8e9, COMPACTION, TEN_MILLION, time()),
        new Quote(
            SCALE_OUT,
            "takes 13.5 bytes on disk",
            13.5,
            COMPACTION,
            TEN_MILLION,
            counted("bytesPerLiveEntry")),
        new Quote(
            SCALE_OUT,
            "no more than others (2.4 µs at a million members)",
            2.4,
            SCALING,
            setsOf("1000000"),
            counted("microsPerWrite")),
        new Quote(
            SCALE_OUT,
            "a page of the newest 50 takes 1.5 µs from a compacted set",
            1_500,
            "ReadBenchmark",
            Where.is("query", "newest50").and("entries", "100"),
            time()),
        new Quote(
            OPERATIONS,
            "takes about a fifth of the time",
            1.0 / 5,
            OPTIONS,
            Where.is("task", "newest50 of 1000").and("entries", "10000"),
            Figure.ratio("successive100", "defaults")),
        new Quote(
            OPERATIONS,
            "each write about five times as long",
            5,
            OPTIONS,
            Where.is("task", "write").and("entries", "10000"),
            Figure.ratio("successive100", "defaults")),
        newestOperand("such a read takes 19.2 µs", 19_200, "1000"),
        newestOperand("one of a few bytes takes 1.07 µs", 1_070, "0"),
        pendingPage("takes 0.17 ms at 10,000 members", 170, "10000"),
        pendingPage("0.29 ms at 100,000", 290, "100000"),
        pendingPage("3.0 ms at a million", 3_000, "1000000"));
  }

  private static Quote pendingPage(String words, double micros, String members) {
    return new Quote(SCALE_OUT, words, micros, SCALING, setsOf(members), counted("microsPerRead"));
  }

  private static Quote newestOperand(String words, double nanos, String pending) {
    return new Quote(
        BENCHMARKS,
        words,
        nanos,
        "PendingReadBenchmark",
        Where.is("query", "newest50").and("pending", pending),
        Figure.time("newestOperand"));
  }

  private static Where setsOf(String members) {
    return Where.is("setSize", members).and("threads", "1");
  }

  private static Figure time() {
    return Figure.time(LASTWORD);
  }

  private static Figure counted(String counter) {
    return Figure.of(new Gauge(counter, "", Unit.NUMBER), LASTWORD);
  }

  @BeforeAll
  static void read() throws IOException {
    ResultFiles files = new ResultFiles(DOCS.resolve("benchmarks"), "full");
    results = new Results(JmhJson.measurements(files.readResults()));
  }

  @ParameterizedTest
  @MethodSource("quotes")
  void quote_inASentence_isWhatWasMeasured(Quote quote) throws IOException {
    String page = Files.readString(DOCS.resolve(quote.page));
    assertTrue(page.contains(quote.words), "the page no longer says so");
    List<Row> rows = results.rows(quote.benchmark, quote.where);
    assertEquals(1, rows.size(), "rows that the figure may be of");
    double measured = quote.figure.of(rows.getFirst()).orElseThrow();
    assertEquals(measured, quote.quoted, TOLERANCE * measured);
  }
}
