// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads cases that say in what state given operations must end, in whatever order they come. */
public final class Vectors {
  private Vectors() {}

  /**
   * One case.
   *
   * @param line in the file, from 1
   * @param policy the thresholds
   * @param ops the operations
   * @param state what they end in
   * @param visible what a reader sees, newest first
   */
  public record Case(
      int line, ModelPolicy policy, List<Op> ops, ModelState state, List<Position> visible) {
    @Override
    public String toString() {
      return "line " + line + ": " + policy + ", " + ops.size() + " operations";
    }
  }

  /** Returns the cases of {@code file}, one JSON object a line, for the FORGET policy. */
  public static List<Case> read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Case> cases = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      cases.add(parse(cases.size() + 1, json.readTree(line)));
    }
    return cases;
  }

  private static Case parse(int line, JsonNode node) {
    List<Op> ops = new ArrayList<>();
    for (JsonNode op : node.get("ops")) {
      ops.add(
          new Op(op.get(0).asText().charAt(0), Bytes.hex(op.get(1).asText()), stamp(op.get(2))));
    }
    List<Position> visible = new ArrayList<>();
    node.get("visible").forEach(entry -> visible.add(entry(entry)));
    return new Case(line, policy(node.get("policy")), ops, state(node), visible);
  }

  private static ModelPolicy policy(JsonNode node) {
    ModelPolicy policy = ModelPolicy.forget();
    for (var threshold : node.properties()) {
      long limit = stamp(threshold.getValue());
      policy =
          switch (threshold.getKey()) {
            case "maxAdds" -> policy.maxAdds(limit);
            case "maxDeletes" -> policy.maxDeletes(limit);
            case "window" -> policy.window(limit);
            default -> throw new IllegalArgumentException("unknown threshold " + threshold);
          };
    }
    return policy;
  }

  private static ModelState state(JsonNode node) {
    ModelState.Builder state = new ModelState.Builder();
    for (JsonNode add : node.get("adds")) {
      state.add(entry(add).member(), entry(add).stamp());
    }
    for (JsonNode delete : node.get("deletes")) {
      state.delete(entry(delete).member(), entry(delete).stamp());
    }
    JsonNode horizon = node.get("horizon");
    if (!horizon.isNull()) {
      state.horizon(stamp(horizon.get(0)), Bytes.hex(horizon.get(1).asText()));
    }
    return state.build();
  }

  private static Position entry(JsonNode pair) {
    return new Position(stamp(pair.get(1)), Bytes.hex(pair.get(0).asText()));
  }

  private static long stamp(JsonNode number) {
    if (!number.canConvertToLong() || !number.isIntegralNumber()) {
      throw new IllegalArgumentException("not a signed 64-bit integer (number=" + number + ")");
    }
    return number.longValue();
  }
}
