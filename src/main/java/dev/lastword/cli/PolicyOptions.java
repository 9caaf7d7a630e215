// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.merge.Policy;
import dev.lastword.merge.Policy.Overflow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The options that say what a set remembers. Given one of them, the others are at their defaults.
 */
final class PolicyOptions {
  @Option(
      names = "--max-adds",
      paramLabel = "N",
      description = "Members remembered as added; default all.")
  private @Nullable Count maxAdds;

  @Option(
      names = "--max-deletes",
      paramLabel = "N",
      description = "Members remembered as deleted; default all.")
  private @Nullable Count maxDeletes;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Age, in the stamps' unit, past which operations are history; default none.")
  private @Nullable Count window;

  @Option(
      names = "--on-overflow",
      paramLabel = "forget|keep",
      description =
          "When a tombstone has to go: forget all that is older too (the default), or keep it and"
              + " risk that a deleted member comes back.")
  private @Nullable Overflow onOverflow;

  /** The policy asked for; empty when none of the options is there. */
  Optional<Policy> policy() {
    if (maxAdds == null && maxDeletes == null && window == null && onOverflow == null) {
      return Optional.empty();
    }
    Policy policy = onOverflow == Overflow.KEEP ? Policy.keep() : Policy.forget();
    policy = maxAdds == null ? policy : policy.maxAdds(maxAdds.value());
    policy = maxDeletes == null ? policy : policy.maxDeletes(maxDeletes.value());
    return Optional.of(window == null ? policy : policy.window(window.value()));
  }

  /** A policy as these options. */
  static String describe(Policy policy) {
    StringBuilder text = new StringBuilder();
    policy.maxAdds().ifPresent(n -> text.append("--max-adds ").append(n).append(' '));
    policy.maxDeletes().ifPresent(n -> text.append("--max-deletes ").append(n).append(' '));
    policy.window().ifPresent(n -> text.append("--window ").append(n).append(' '));
    String overflow = policy.overflow() == Overflow.KEEP ? "keep" : "forget";
    return text + "--on-overflow " + overflow;
  }

  static Overflow parseOverflow(String text) {
    return switch (text) {
      case "forget" -> Overflow.FORGET;
      case "keep" -> Overflow.KEEP;
      default -> throw new TypeConversionException("must be forget or keep (given=" + text + ")");
    };
  }
}
