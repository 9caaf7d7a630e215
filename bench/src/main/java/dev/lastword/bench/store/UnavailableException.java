// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** A contender cannot run on this machine; the message says what is missing. */
final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnavailableException(String notice, Throwable cause) {
    super(notice, cause);
  }
}
