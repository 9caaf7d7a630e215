// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.merge.Policy;
import java.util.Locale;

/** Writes a policy down as people need it. */
final class PolicyText {

  private PolicyText() {}

  /** As options of the command. */
  static String flags(Policy policy) {
    StringBuilder flags = new StringBuilder();
    policy.maxAdds().ifPresent(count -> flags.append("--max-adds ").append(count).append(' '));
    policy
        .maxDeletes()
        .ifPresent(count -> flags.append("--max-deletes ").append(count).append(' '));
    policy.window().ifPresent(age -> flags.append("--window ").append(age).append(' '));
    return flags + "--on-overflow " + policy.overflow().name().toLowerCase(Locale.ROOT);
  }

  /** As a statement of Java. */
  static String java(Policy policy) {
    StringBuilder java = new StringBuilder("Policy policy = Policy.");
    java.append(policy.overflow().name().toLowerCase(Locale.ROOT)).append("()");
    policy.maxAdds().ifPresent(count -> call(java, "maxAdds", count));
    policy.maxDeletes().ifPresent(count -> call(java, "maxDeletes", count));
    policy.window().ifPresent(age -> call(java, "window", age));
    return java.append(';').toString();
  }

  /** As words, with commas between thousands. */
  static String words(Policy policy) {
    StringBuilder words = new StringBuilder(policy.overflow().name());
    policy.maxAdds().ifPresent(count -> words.append(" maxAdds ").append(number(count)));
    policy.maxDeletes().ifPresent(count -> words.append(" maxDeletes ").append(number(count)));
    policy.window().ifPresent(age -> words.append(" window ").append(number(age)));
    return policy.isUnbounded() ? words.append(" without thresholds").toString() : words.toString();
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static void call(StringBuilder java, String method, long value) {
    String suffix = value > Integer.MAX_VALUE ? "L" : "";
    String digits = number(value).replace(',', '_');
    java.append('.').append(method).append('(').append(digits).append(suffix).append(')');
  }
}
