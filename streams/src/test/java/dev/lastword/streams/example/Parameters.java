// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.Cursor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a question. Bytes are hexadecimal digits; a cursor is {@code STAMP:MEMBER}. */
final class Parameters {
  private static final HexFormat HEX = HexFormat.of();
  private static final int LIMIT = 50;

  private final Map<String, String> given = new HashMap<>();

  Parameters(@Nullable String query) {
    for (String pair : (query == null ? "" : query).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        given.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  long number(String name, long otherwise) {
    String digits = given.get(name);
    return digits == null ? otherwise : Long.parseLong(digits);
  }

  int limit() {
    return Math.toIntExact(number("limit", LIMIT));
  }

  byte[] bytes(String name) {
    return HEX.parseHex(given.getOrDefault(name, ""));
  }

  byte[] key() {
    return bytes("key");
  }

  List<byte[]> keys() {
    return Arrays.stream(given.getOrDefault("key", "").split(",", -1)).map(HEX::parseHex).toList();
  }

  @Nullable Cursor cursor(String name) {
    String position = given.get(name);
    if (position == null) {
      return null;
    }
    int colon = position.indexOf(':');
    return new Cursor(
        Long.parseLong(position.substring(0, colon)), HEX.parseHex(position.substring(colon + 1)));
  }
}
