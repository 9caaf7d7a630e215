// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.util.Map;

/** Colours of a terminal, or none of them. */
enum Style {
  /** Text as it is. */
  PLAIN,
  /** With the escape sequences of ECMA-48 that every terminal of today knows. */
  COLOUR;

  static Style of(boolean colour) {
    return colour ? COLOUR : PLAIN;
  }

  /** Whether the user's environment lets a terminal be coloured: see no-color.org. */
  static boolean wanted(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  String heading(String text) {
    return wrap("1;36", text);
  }

  String strong(String text) {
    return wrap("1", text);
  }

  String faint(String text) {
    return wrap("2", text);
  }

  String good(String text) {
    return wrap("32", text);
  }

  String warning(String text) {
    return wrap("33", text);
  }

  String error(String text) {
    return wrap("1;31", text);
  }

  private String wrap(String code, String text) {
    return this == PLAIN ? text : "\033[" + code + "m" + text + "\033[0m";
  }
}
