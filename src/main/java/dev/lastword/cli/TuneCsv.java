// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.merge.Policy;
import dev.lastword.tune.CandidateResult;
import dev.lastword.tune.Cost;
import dev.lastword.tune.Exactness;
import dev.lastword.tune.Losses;
import dev.lastword.tune.Sizes;
import dev.lastword.tune.TuneResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The figures of a tuning run as CSV (RFC 4180): no field needs quotes. */
final class TuneCsv {
  private static final String HEADER =
      "row,overflow,max_adds,max_deletes,window,meets_targets,dominated,bytes,bytes_p50,bytes_p90,"
          + "bytes_p99,bytes_max,entries,live,tombstones,buried,outlived,reads,exact,exact_share,"
          + "reads_at_end,exact_at_end,expected,missing,extra,dead,forgotten,refused,refused_live,"
          + "missing_at_end,dead_at_end,comebacks,comeback_age_p50,comeback_age_max,merges,"
          + "bytes_written,bytes_per_operation,nanos_per_operation\n";
  private static final int EXACTNESS = 9;
  private static final int LOSSES = 8;
  private static final int COST = 4;

  private final List<Object> fields = new ArrayList<>();

  private TuneCsv() {}

  /** A header, the two bounds, then the candidates in their order. */
  static String of(TuneResult result) {
    StringBuilder csv = new StringBuilder(HEADER);
    csv.append(row("everything", result.untruncated()));
    TuneCsv page = new TuneCsv();
    page.add("page", "", "", "", "", "", "");
    page.sizes(result.pageOnly());
    page.blank(EXACTNESS + LOSSES + COST);
    csv.append(page.line());
    result.candidates().forEach(candidate -> csv.append(row("candidate", candidate)));
    return csv.toString();
  }

  private static String row(String name, CandidateResult candidate) {
    TuneCsv row = new TuneCsv();
    Policy policy = candidate.policy();
    row.add(
        name,
        policy.overflow().name().toLowerCase(Locale.ROOT),
        text(policy.maxAdds()),
        text(policy.maxDeletes()),
        text(policy.window()),
        candidate.meetsTargets(),
        candidate.isDominated());
    row.sizes(candidate.sizes());
    row.exactness(candidate.exactness());
    row.losses(candidate.losses());
    row.cost(candidate.cost());
    return row.line();
  }

  private void sizes(Sizes sizes) {
    add(sizes.bytes(), sizes.perSet().p50(), sizes.perSet().p90());
    add(sizes.perSet().p99(), sizes.perSet().max(), sizes.entries(), sizes.live());
    add(sizes.tombstones(), sizes.buried(), sizes.outlived());
  }

  private void exactness(@Nullable Exactness exactness) {
    if (exactness == null) {
      blank(EXACTNESS);
      return;
    }
    add(exactness.reads(), exactness.exact(), decimal("%.6f", exactness.share()));
    add(exactness.readsAtEnd(), exactness.exactAtEnd(), exactness.expected());
    add(exactness.missing(), exactness.extra(), exactness.dead());
  }

  private void losses(@Nullable Losses losses) {
    if (losses == null) {
      blank(LOSSES);
      return;
    }
    add(losses.forgotten(), losses.refused(), losses.refusedLive());
    add(losses.missingAtEnd(), losses.deadAtEnd(), losses.comebacks());
    add(losses.comebackAge().p50(), losses.comebackAge().max());
  }

  private void cost(@Nullable Cost cost) {
    if (cost == null) {
      blank(COST);
      return;
    }
    add(cost.merges(), cost.bytesWritten());
    add(decimal("%.2f", cost.bytesPerOperation()), decimal("%.1f", cost.nanosPerOperation()));
  }

  private void blank(int count) {
    for (int i = 0; i < count; i++) {
      fields.add("");
    }
  }

  private void add(Object... values) {
    fields.addAll(List.of(values));
  }

  private String line() {
    return String.join(",", fields.stream().map(Object::toString).toList()) + "\n";
  }

  private static String text(OptionalLong threshold) {
    return threshold.isPresent() ? Long.toString(threshold.getAsLong()) : "";
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
