// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

  private static final List<Ratio> BEFORE = List.of(ratio(2, 0));

  @Test
  void ratios_everyRow_isOursToTheBaseline() {
    assertEquals(
        List.of(1.4, 3.5),
        Guard.ratios(Samples.results(), List.of(Samples.MERGE)).stream()
            .map(Ratio::ratio)
            .toList());
  }

  @Test
  void findings_sameRatioOnASlowerMachine_areNone() {
    Results slower =
        new Results(
            List.of(
                Samples.merge("lastword", "100", 2_000, 0),
                Samples.merge("memcpy", "100", 1_000, 0)));
    List<Ratio> now = Guard.ratios(slower, List.of(Samples.MERGE));
    assertEquals(List.of(), new Guard(BEFORE).findings(now));
  }

  @Test
  void findings_aLittleOff_areNoise() {
    assertEquals(List.of(), findings(ratio(2.3, 0)));
    assertEquals(List.of(), findings(ratio(1.7, 0)));
  }

  @Test
  void findings_moved_areToldAndPass() {
    assertEquals(List.of("2x > 2.80x worse, 1.40 false"), findings(ratio(2.8, 0)));
    assertEquals(List.of("2x > 1x better, 0.50 false"), findings(ratio(1, 0)));
  }

  @Test
  void findings_halfAsMuchAgain_isALoss() {
    assertEquals(List.of("2x > 3x LOSS: 1.50 times the ratio true"), findings(ratio(3, 0)));
  }

  @Test
  void findings_beginsToAllocate_isALoss() {
    assertEquals(List.of("0 B > 24 B LOSS: allocates more true"), findings(ratio(2, 24)));
  }

  @Test
  void findings_didNotRun_isALoss() {
    assertEquals(List.of("2x >  LOSS: did not run true"), findings());
  }

  @Test
  void findings_baselineDidNotRun_isTold() {
    assertEquals(List.of("2x >  not compared: no baseline false"), findings(ratio(Double.NaN, 0)));
  }

  @Test
  void findings_anotherRow_isNew() {
    Ratio other = new Ratio(Samples.place("lastword", "200"), 9, 0);
    assertEquals(List.of(" > 9x new false"), findings(ratio(2, 0), other));
  }

  @Test
  void file_writtenAndRead_isTheSame(@TempDir Path folder) throws IOException {
    List<Ratio> ratios = List.of(ratio(2, 0), ratio(Double.NaN, 1.5));
    GuardFile.write(folder.resolve("ratios.json"), ratios);
    assertEquals(ratios, GuardFile.read(folder.resolve("ratios.json")));
  }

  private static List<String> findings(Ratio... now) {
    return new Guard(BEFORE)
        .findings(List.of(now)).stream()
            .map(f -> f.before() + " > " + f.now() + " " + f.judgement() + " " + f.isLoss())
            .toList();
  }

  private static Ratio ratio(double ratio, double allocated) {
    return new Ratio(Samples.place("lastword", "100"), ratio, allocated);
  }
}
