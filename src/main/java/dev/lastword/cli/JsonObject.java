// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Builds one JSON object (RFC 8259) without spaces; names come in the order in which they are put.
 */
final class JsonObject {
  private final StringBuilder json = new StringBuilder("{");

  JsonObject put(String name, long value) {
    return raw(name, Long.toString(value));
  }

  /** With two decimals. */
  JsonObject put(String name, double value) {
    return raw(name, String.format(Locale.ROOT, "%.2f", value));
  }

  /** With as many decimals as it takes to read the same number back. */
  JsonObject putExactly(String name, double value) {
    return raw(name, BigDecimal.valueOf(value).toPlainString());
  }

  JsonObject putBoolean(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  JsonObject put(String name, String value) {
    return raw(name, quoted(value));
  }

  JsonObject put(String name, JsonObject value) {
    return raw(name, value.toString());
  }

  JsonObject put(String name, List<JsonObject> values) {
    return raw(
        name, values.stream().map(JsonObject::toString).collect(Collectors.joining(",", "[", "]")));
  }

  private JsonObject raw(String name, String value) {
    json.append(json.length() == 1 ? "" : ",").append(quoted(name)).append(':').append(value);
    return this;
  }

  @Override
  public String toString() {
    return json + "}";
  }

  /** A JSON string; what JSON does not allow in one is written by number. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            json.append('\\').append((char) c);
          } else if (c < 0x20) {
            json.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            json.append((char) c);
          }
        });
    return json.append('"').toString();
  }
}
