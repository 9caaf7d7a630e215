// SPDX-License-Identifier: Apache-2.0
package dev.lastword.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastword.model.Bytes;
import dev.lastword.model.ModelState;
import dev.lastword.model.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A state as JSON: {@code adds} and {@code deletes} are lists of {@code [stamp, member]}, newest
 * first, {@code horizon} is such a pair or null, {@code quarantine} a list of byte strings.
 *
 * <p>Bytes are in hexadecimal; one byte repeated n times may be written {@code 78*n}.
 */
final class PlainState {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final int LONGEST_SPELT_OUT = 1_000;

  private PlainState() {}

  static ModelState read(JsonNode plain) {
    ModelState.Builder state = new ModelState.Builder();
    plain.get("adds").forEach(entry -> state.add(bytes(entry.get(1)), entry.get(0).longValue()));
    plain
        .get("deletes")
        .forEach(entry -> state.delete(bytes(entry.get(1)), entry.get(0).longValue()));
    JsonNode horizon = plain.get("horizon");
    if (!horizon.isNull()) {
      state.horizon(horizon.get(0).longValue(), bytes(horizon.get(1)));
    }
    plain.get("quarantine").forEach(text -> state.quarantine(bytes(text)));
    return state.build();
  }

  /** Writes a state; {@code runs} allows the short form of repeated bytes. */
  static ObjectNode write(ModelState state, boolean runs) {
    ObjectNode plain = JSON.createObjectNode();
    entries(plain.putArray("adds"), state.adds(), runs);
    entries(plain.putArray("deletes"), state.deletes(), runs);
    Position horizon = state.horizon();
    if (horizon == null) {
      plain.putNull("horizon");
    } else {
      plain.putArray("horizon").add(horizon.stamp()).add(text(horizon.member(), runs));
    }
    ArrayNode quarantine = plain.putArray("quarantine");
    state.quarantine().forEach(string -> quarantine.add(text(string, runs)));
    return plain;
  }

  private static void entries(ArrayNode into, Map<Bytes, Long> entries, boolean runs) {
    List<Position> positions = new ArrayList<>();
    entries.forEach((member, stamp) -> positions.add(new Position(stamp, member)));
    positions.sort(Collections.reverseOrder());
    for (Position each : positions) {
      into.addArray().add(each.stamp()).add(text(each.member(), runs));
    }
  }

  private static String text(Bytes bytes, boolean runs) {
    String hex = HexFormat.of().formatHex(bytes.array());
    if (!runs || bytes.length() <= LONGEST_SPELT_OUT) {
      return hex;
    }
    String run = hex.substring(0, 2) + "*" + bytes.length();
    if (!bytes(run).equals(bytes)) {
      throw new IllegalArgumentException("long bytes must be one byte repeated (" + bytes + ")");
    }
    return run;
  }

  private static Bytes bytes(JsonNode text) {
    return bytes(text.textValue());
  }

  private static Bytes bytes(String text) {
    int star = text.indexOf('*');
    return Bytes.hex(
        star < 0
            ? text
            : text.substring(0, star).repeat(Integer.parseInt(text.substring(star + 1))));
  }
}
