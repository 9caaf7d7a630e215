// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import java.util.Optional;
import java.util.OptionalLong;

/** Stand-in until the merge package lands. */
public final class Policy {
  public enum Overflow {
    FORGET,
    KEEP
  }

  public static Policy unbounded() {
    return new Policy();
  }

  public static Policy forget() {
    return new Policy();
  }

  public static Policy keep() {
    return new Policy();
  }

  public Policy maxAdds(long n) {
    return this;
  }

  public Policy maxDeletes(long n) {
    return this;
  }

  public Policy window(long n) {
    return this;
  }

  public OptionalLong maxAdds() {
    return OptionalLong.empty();
  }

  public OptionalLong maxDeletes() {
    return OptionalLong.empty();
  }

  public OptionalLong window() {
    return OptionalLong.empty();
  }

  public Overflow overflow() {
    return Overflow.FORGET;
  }

  public String toText() {
    return "";
  }

  public String operatorName() {
    return "";
  }

  public static Optional<Policy> fromOperatorName(String name) {
    return Optional.empty();
  }
}
