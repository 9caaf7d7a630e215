// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import org.jspecify.annotations.Nullable;

/**
 * The root of what a {@link LwwStore} throws about its data and its database. Bad arguments are
 * {@link IllegalArgumentException}s and calls on a closed store {@link IllegalStateException}s.
 */
public class LastwordException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception with the rule that was broken, the values, and what to do. */
  public LastwordException(String message) {
    super(message);
  }

  /** As {@link #LastwordException(String)}, with what caused it. */
  public LastwordException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
