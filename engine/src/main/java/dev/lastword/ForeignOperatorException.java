// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import org.jspecify.annotations.Nullable;

/**
 * The database, or one of its files, was written with another merge operator, or with none. Its
 * values are most likely no sets: nothing was opened and nothing was written.
 */
public final class ForeignOperatorException extends LastwordException {
  private static final long serialVersionUID = 1;

  private final @Nullable String operatorName;

  ForeignOperatorException(String message, @Nullable String operatorName) {
    super(message);
    this.operatorName = operatorName;
  }

  /** The name of the operator found; null when the data was written with none. */
  public @Nullable String operatorName() {
    return operatorName;
  }
}
