// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several things in order, all of them whatever the first ones throw. */
final class Closing {
  private Closing() {}

  static void all(List<AutoCloseable> resources) {
    RuntimeException first = null;
    for (AutoCloseable resource : resources) {
      first = one(resource, first);
    }
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable RuntimeException one(
      AutoCloseable resource, @Nullable RuntimeException earlier) {
    try {
      resource.close();
      return earlier;
    } catch (Exception e) {
      RuntimeException thrown =
          e instanceof RuntimeException unchecked
              ? unchecked
              : new LastwordException("cannot close", e);
      if (earlier == null) {
        return thrown;
      }
      earlier.addSuppressed(thrown);
      return earlier;
    }
  }
}
