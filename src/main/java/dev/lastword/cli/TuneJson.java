// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.merge.Policy;
import dev.lastword.tune.CandidateResult;
import dev.lastword.tune.Cost;
import dev.lastword.tune.Exactness;
import dev.lastword.tune.Lateness;
import dev.lastword.tune.Losses;
import dev.lastword.tune.Recommendation;
import dev.lastword.tune.Sizes;
import dev.lastword.tune.Spread;
import dev.lastword.tune.TuneInput;
import dev.lastword.tune.TuneResult;
import java.util.Locale;

/** The result of a tuning run as one JSON object, named as in the library's records. */
final class TuneJson {
  private TuneJson() {}

  static JsonObject of(TuneResult result) {
    JsonObject json = new JsonObject().put("input", input(result.input()));
    json.put("settings", settings(result)).put("targets", targets(result));
    Lateness lateness = result.lateness();
    if (lateness != null) {
      json.put("lateness", lateness(lateness));
    }
    return json.put("everything", candidate(result.untruncated()))
        .put("pageOnly", sizes(result.pageOnly()))
        .put("candidates", result.candidates().stream().map(TuneJson::candidate).toList())
        .put("recommendation", advice(result.recommendation()))
        .put("merges", result.merges())
        .put("candidateOperations", result.candidateOperations())
        .put("elapsedNanos", result.elapsedNanos())
        .put("threads", result.threads());
  }

  private static JsonObject input(TuneInput input) {
    return new JsonObject()
        .put("kind", input.kind().name().toLowerCase(Locale.ROOT))
        .put("name", input.name())
        .put("sets", input.sets())
        .put("adds", input.adds())
        .put("deletes", input.deletes())
        .put("forgets", input.forgets())
        .put("setSize", spread(input.setSize()))
        .put("live", spread(input.live()));
  }

  private static JsonObject settings(TuneResult result) {
    return new JsonObject()
        .put("page", result.settings().page())
        .put("readEvery", result.settings().readEvery())
        .put("operandsPerMerge", result.settings().operandsPerMerge())
        .put("seed", result.settings().seed())
        .putBoolean("chosenGrid", result.settings().chosenGrid());
  }

  private static JsonObject targets(TuneResult result) {
    JsonObject json = new JsonObject().putExactly("exactShare", result.targets().exactShare());
    result.targets().totalBytes().ifPresent(bytes -> json.put("totalBytes", bytes));
    result.targets().bytesPerSet().ifPresent(bytes -> json.put("bytesPerSet", bytes));
    return json;
  }

  private static JsonObject lateness(Lateness lateness) {
    return new JsonObject()
        .put("operations", lateness.operations())
        .put("late", lateness.late())
        .put("spread", spread(lateness.spread()))
        .put("window99", lateness.window99())
        .put("window999", lateness.window999())
        .put("windowAll", lateness.windowAll())
        .put(
            "curve",
            lateness.curve().stream()
                .map(point ->
                    new JsonObject().put("window", point.window()).put("covered", point.covered()))
                .toList());
  }

  private static JsonObject candidate(CandidateResult candidate) {
    JsonObject json = new JsonObject().put("policy", policy(candidate.policy()));
    json.put("flags", PolicyOptions.describe(candidate.policy()))
        .putBoolean("meetsTargets", candidate.meetsTargets());
    Policy better = candidate.dominatedBy();
    if (better != null) {
      json.put("dominatedBy", PolicyOptions.describe(better));
    }
    json.put("sizes", sizes(candidate.sizes()));
    Exactness exactness = candidate.exactness();
    Losses losses = candidate.losses();
    Cost cost = candidate.cost();
    if (exactness != null && losses != null && cost != null) {
      json.put("exactness", exactness(exactness)).put("losses", losses(losses));
      json.put("cost", cost(cost));
    }
    return json;
  }

  private static JsonObject policy(Policy policy) {
    JsonObject json =
        new JsonObject().put("overflow", policy.overflow().name().toLowerCase(Locale.ROOT));
    policy.maxAdds().ifPresent(count -> json.put("maxAdds", count));
    policy.maxDeletes().ifPresent(count -> json.put("maxDeletes", count));
    policy.window().ifPresent(age -> json.put("window", age));
    return json;
  }

  private static JsonObject sizes(Sizes sizes) {
    return new JsonObject()
        .put("bytes", sizes.bytes())
        .put("perSet", spread(sizes.perSet()))
        .put("live", sizes.live())
        .put("tombstones", sizes.tombstones())
        .put("buried", sizes.buried())
        .put("outlived", sizes.outlived());
  }

  private static JsonObject exactness(Exactness exactness) {
    return new JsonObject()
        .put("reads", exactness.reads())
        .put("exact", exactness.exact())
        .put("readsAtEnd", exactness.readsAtEnd())
        .put("exactAtEnd", exactness.exactAtEnd())
        .put("expected", exactness.expected())
        .put("missing", exactness.missing())
        .put("extra", exactness.extra())
        .put("dead", exactness.dead());
  }

  private static JsonObject losses(Losses losses) {
    return new JsonObject()
        .put("forgotten", losses.forgotten())
        .put("refused", losses.refused())
        .put("refusedLive", losses.refusedLive())
        .put("missingAtEnd", losses.missingAtEnd())
        .put("deadAtEnd", losses.deadAtEnd())
        .put("comebacks", losses.comebacks())
        .put("comebackAge", spread(losses.comebackAge()));
  }

  private static JsonObject cost(Cost cost) {
    return new JsonObject()
        .put("operations", cost.operations())
        .put("merges", cost.merges())
        .put("bytesWritten", cost.bytesWritten())
        .put("nanos", cost.nanos());
  }

  private static JsonObject spread(Spread spread) {
    return new JsonObject()
        .put("count", spread.count())
        .put("sum", spread.sum())
        .put("p50", spread.p50())
        .put("p90", spread.p90())
        .put("p99", spread.p99())
        .put("max", spread.max());
  }

  private static JsonObject advice(Recommendation advice) {
    JsonObject json = new JsonObject();
    Policy policy = advice.policy();
    if (policy != null) {
      json.put("policy", policy(policy)).put("flags", advice.flags()).put("java", advice.java());
    }
    return json.put("words", String.join("\n", advice.words()));
  }
}
