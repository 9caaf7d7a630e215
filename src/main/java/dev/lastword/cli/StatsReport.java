// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.SetSummary;
import dev.lastword.merge.MergeMetrics;
import dev.lastword.merge.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The statistics of a database, for people and for programs.
 *
 * @param stats of the sets
 * @param policy in force
 * @param bytesOnDisk of all files that hold data
 * @param unreadable sets that could not be counted
 * @param merges that reading the sets has taken
 * @param style for headings
 */
record StatsReport(
    DatabaseStats stats,
    Policy policy,
    long bytesOnDisk,
    long unreadable,
    MergeMetrics merges,
    Style style) {
  private static final int[] PERCENTILES = {50, 90, 99, 100};
  private static final String[] NAMES = {"p50", "p90", "p99", "max"};

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(total("policy", PolicyOptions.describe(policy)));
    lines.add(total("sets", Quantities.number(stats.sets())));
    lines.add(total("members", Quantities.number(stats.members())));
    lines.add(total("tombstones", Quantities.number(stats.tombstones())));
    lines.add(total("entries", Quantities.number(stats.entries())));
    lines.add(total("bytes on disk", Quantities.number(bytesOnDisk)));
    lines.add(total("bytes in records", Quantities.number(stats.bytes())));
    lines.add(total("disk bytes/entry", decimal(perEntry(bytesOnDisk))));
    lines.add(total("record bytes/entry", decimal(perEntry(stats.bytes()))));
    lines.add(total("quarantined sets", Quantities.number(stats.quarantined())));
    lines.add(total("unreadable sets", Quantities.number(unreadable)));
    lines.add(total("merges to read", Quantities.number(merges.recordReads().merges())));
    lines.add(total("merge bytes", Quantities.number(merges.recordReads().bytesIn())));
    lines.add(total("merge ms", decimal(mergeMillis())));
    lines.add(total("refused, pending", Quantities.number(merges.refusedByReads())));
    lines.add("");
    lines.add(style.heading(columns("per set", i -> NAMES[i])));
    lines.add(columns("members", i -> number(stats.setSize, i)));
    lines.add(columns("tombstone share", i -> percent(stats.tombstoneShare, i)));
    lines.add(columns("record bytes", i -> number(stats.recordBytes, i)));
    lines.add(columns("horizon age", i -> number(stats.horizonAge, i)));
    lines.add(columns("pending operands", i -> number(stats.pendingOperands, i)));
    lines.add("");
    lines.add(
        style.heading(
            "%12s %11s %13s  %s"
                .formatted("members", "tombstones", "record bytes", "largest sets")));
    stats.largest().forEach(set -> lines.add(large(set)));
    return lines;
  }

  JsonObject json() {
    return new JsonObject()
        .put("policy", PolicyOptions.describe(policy))
        .put("sets", stats.sets())
        .put("members", stats.members())
        .put("tombstones", stats.tombstones())
        .put("entries", stats.entries())
        .put("bytesOnDisk", bytesOnDisk)
        .put("recordBytes", stats.bytes())
        .put("bytesOnDiskPerEntry", perEntry(bytesOnDisk))
        .put("recordBytesPerEntry", perEntry(stats.bytes()))
        .put("quarantinedSets", stats.quarantined())
        .put("unreadableSets", unreadable)
        .put("setSize", spread(stats.setSize))
        .put("tombstonePercent", percents(stats.tombstoneShare))
        .put("setRecordBytes", spread(stats.recordBytes))
        .put("mergesToRead", merges.recordReads().merges())
        .put("mergeBytes", merges.recordReads().bytesIn())
        .put("mergeMillis", mergeMillis())
        .put("refusedPending", merges.refusedByReads())
        .put("horizonAge", spread(stats.horizonAge))
        .put("pendingOperands", spread(stats.pendingOperands))
        .put("largest", stats.largest().stream().map(StatsReport::json).toList());
  }

  private static JsonObject json(SetSummary set) {
    return new JsonObject()
        .put("key", Escapes.toText(set.key()))
        .put("members", set.visible())
        .put("tombstones", set.tombstones())
        .put("recordBytes", set.recordBytes());
  }

  private static JsonObject spread(Distribution values) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < NAMES.length; i++) {
      json.put(NAMES[i], values.percentile(PERCENTILES[i]));
    }
    return json;
  }

  private static JsonObject percents(Distribution shares) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < NAMES.length; i++) {
      json.put(NAMES[i], shares.percentile(PERCENTILES[i]) / 100.0);
    }
    return json;
  }

  private static String columns(String name, IntFunction<String> column) {
    StringBuilder line = new StringBuilder("%-20s".formatted(name));
    for (int i = 0; i < NAMES.length; i++) {
      line.append(" %11s".formatted(column.apply(i)));
    }
    return line.toString();
  }

  private static String number(Distribution values, int column) {
    return Quantities.number(values.percentile(PERCENTILES[column]));
  }

  private static String large(SetSummary set) {
    return "%12s %11s %13s  %s"
        .formatted(
            Quantities.number(set.visible()),
            Quantities.number(set.tombstones()),
            Quantities.number(set.recordBytes()),
            Escapes.brief(set.key()));
  }

  private String total(String name, String value) {
    return style.heading("%-20s".formatted(name)) + value;
  }

  private double mergeMillis() {
    return merges.recordReads().nanos() / 1e6;
  }

  private double perEntry(long bytes) {
    return stats.entries() == 0 ? 0 : (double) bytes / stats.entries();
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(Distribution shares, int column) {
    return String.format(Locale.ROOT, "%.1f %%", shares.percentile(PERCENTILES[column]) / 100.0);
  }
}
