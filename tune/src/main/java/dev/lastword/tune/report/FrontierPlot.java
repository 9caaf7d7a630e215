// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune.report;

import dev.lastword.tune.report.Findings.Candidate;
import dev.lastword.tune.report.Findings.Reference;
import dev.lastword.tune.report.Plot.Hint;
import dev.lastword.tune.report.Plot.Note;
import dev.lastword.tune.report.Plot.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/** Bytes against exactness: where every candidate lies, and which are worth a thought. */
final class FrontierPlot {

  private static final double MARGIN = 1.25;
  private static final int MOST_NAMES = 40; // the best; more would hide the marks

  private final Findings findings;
  private final List<Candidate> candidates;
  private final Nines nines;
  private final double min;
  private final double max;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  private FrontierPlot(Findings findings, List<Candidate> candidates) {
    this.findings = findings;
    this.candidates = candidates;
    List<Double> shares = new ArrayList<>();
    candidates.forEach(candidate -> shares.add(candidate.exact().orElseThrow()));
    shares.add(findings.targets().exactShare());
    nines = new Nines(shares);
    min = bytes().min().orElse(1) / MARGIN;
    max = bytes().max().orElse(1) * MARGIN;
  }

  /** The plot; at least one candidate's reads were measured. */
  static Plot of(Findings findings) {
    List<Candidate> measured =
        findings.candidates().stream().filter(each -> each.exact().isPresent()).toList();
    return new FrontierPlot(findings, measured).plot();
  }

  private DoubleStream bytes() {
    return DoubleStream.concat(
            candidates.stream().mapToDouble(Candidate::bytes),
            DoubleStream.concat(
                findings.references().stream().mapToDouble(Reference::bytes),
                findings.targets().totalBytes().stream().asDoubleStream()))
        .map(bytes -> Math.max(1, bytes));
  }

  private Plot plot() {
    Axis x = new Axis("bytes of all sets", min, max, LogTicks.between(min, max, Text::bytes));
    Axis y = nines.axis("page reads that are exact");
    addBounds(y);
    addTargets(y);
    addFrontier();
    addMarks();
    return new Plot(
        "frontier",
        "Bytes against exactness",
        description(),
        x,
        y,
        List.copyOf(layers),
        List.copyOf(notes),
        candidates.stream().map(this::hint).toList());
  }

  private void addBounds(Axis y) {
    for (Reference reference : findings.references()) {
      double bytes = Math.max(1, reference.bytes());
      layers.add(upright(Ink.BOUND, Layer.Stroke.DOTTED, bytes, y));
      notes.add(new Note(new Spot(bytes, y.min() * 1.6), reference.name(), Ink.BOUND, false));
    }
  }

  private void addTargets(Axis y) {
    double exact = nines.at(findings.targets().exactShare());
    List<Spot> ends = List.of(new Spot(min, exact), new Spot(max, exact));
    layers.add(new Layer.Curve(Ink.TARGET, Layer.Stroke.DASHED, ends));
    String target = "target " + Text.percent(findings.targets().exactShare());
    notes.add(new Note(ends.getFirst(), target, Ink.TARGET, false));
    findings
        .targets()
        .totalBytes()
        .ifPresent(budget -> {
          double bytes = (double) Math.max(1, budget);
          layers.add(upright(Ink.TARGET, Layer.Stroke.DASHED, bytes, y));
          String text = "budget " + Text.bytes((double) budget);
          notes.add(new Note(new Spot(bytes, y.min() * 1.6), text, Ink.TARGET, false));
        });
  }

  private static Layer upright(Ink ink, Layer.Stroke stroke, double at, Axis y) {
    return new Layer.Curve(ink, stroke, List.of(new Spot(at, y.min()), new Spot(at, y.max())));
  }

  /** Steps through what no other candidate beats: up to a candidate nothing cheaper is as exact. */
  private void addFrontier() {
    List<Spot> steps = new ArrayList<>();
    double best = -1;
    for (Candidate candidate : byBytes()) {
      double exact = candidate.exact().orElseThrow();
      if (exact > best) {
        best = exact;
        Spot spot = spot(candidate);
        if (!steps.isEmpty()) {
          steps.add(new Spot(spot.x(), steps.getLast().y()));
        }
        steps.add(spot);
      }
    }
    if (steps.size() > 1) {
      layers.add(new Layer.Curve(Ink.BOUND, Layer.Stroke.THIN, steps));
    }
  }

  private List<Candidate> byBytes() {
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble(Candidate::bytes)
                .thenComparingDouble(each -> -each.exact().orElseThrow()))
        .toList();
  }

  private void addMarks() {
    Predicate<Candidate> beaten = Candidate::dominated;
    Predicate<Candidate> forget = Candidate::forget;
    marks(Ink.FAINT, Layer.Shape.DISC, 7, beaten.and(forget));
    marks(Ink.FAINT, Layer.Shape.DIAMOND, 7, beaten.and(forget.negate()));
    marks(Ink.FORGET, Layer.Shape.DISC, 10, beaten.negate().and(forget));
    marks(Ink.KEEP, Layer.Shape.DIAMOND, 10, beaten.negate().and(forget.negate()));
    candidates.stream().filter(findings.answer()::names).forEach(this::markChosen);
    candidates.stream()
        .filter(candidate -> !candidate.dominated() && !findings.answer().names(candidate))
        .limit(MOST_NAMES)
        .forEach(each -> notes.add(new Note(spot(each), name(each), ink(each), false)));
  }

  private void marks(Ink ink, Layer.Shape shape, int size, Predicate<Candidate> which) {
    List<Spot> spots = candidates.stream().filter(which).map(this::spot).toList();
    if (!spots.isEmpty()) {
      layers.add(new Layer.Marks(ink, shape, size, spots));
    }
  }

  private void markChosen(Candidate candidate) {
    List<Spot> spot = List.of(spot(candidate));
    Layer.Shape shape = candidate.forget() ? Layer.Shape.DISC : Layer.Shape.DIAMOND;
    layers.add(new Layer.Marks(Ink.CHOSEN, shape, 20, spot));
    layers.add(new Layer.Marks(Ink.GROUND, shape, 15, spot));
    layers.add(new Layer.Marks(Ink.CHOSEN, shape, 10, spot));
    String text = name(candidate) + " recommended";
    notes.add(new Note(spot.getFirst(), text, Ink.CHOSEN, true));
  }

  private Spot spot(Candidate candidate) {
    return new Spot(Math.max(1, candidate.bytes()), nines.at(candidate.exact().orElseThrow()));
  }

  private static Ink ink(Candidate candidate) {
    return candidate.forget() ? Ink.FORGET : Ink.KEEP;
  }

  private static String name(Candidate candidate) {
    return "#" + candidate.number();
  }

  private Hint hint(Candidate candidate) {
    String text =
        String.format(
            "%s %s: %s, %s exact",
            name(candidate),
            candidate.policy(),
            Text.bytes(candidate.bytes()),
            Text.percent(candidate.exact().orElseThrow()));
    return new Hint(spot(candidate), text, CandidateTable.id(candidate));
  }

  private String description() {
    long best = candidates.stream().filter(each -> !each.dominated()).count();
    return String.format(
        "%d candidates by the bytes they need and the share of page reads they answer exactly; %d"
            + " of them are beaten by no other candidate in bytes, exact reads and deleted members"
            + " that came back. %s The table of candidates has the numbers.",
        candidates.size(),
        best,
        findings.answer().number().map(number -> "#" + number + " is recommended.").orElse(""));
  }
}
