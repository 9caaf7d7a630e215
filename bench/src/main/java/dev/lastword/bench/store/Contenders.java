// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

/** The contenders by the names that the tables' columns have. */
final class Contenders {
  private Contenders() {}

  /** Opens one. */
  static Contender open(String name, Setting setting) {
    return switch (name) {
      case "lastword" -> new Lastword(setting);
      case "newestOperand" -> new NewestOperand(setting);
      case "stringAppend" -> new StringAppend(setting);
      case "readModifyWrite" -> new ReadModifyWrite(setting);
      case "keyPerMember" -> new KeyPerMember(setting);
      case "roshi" -> new Roshi(setting);
      default -> throw new IllegalArgumentException("no such contender: " + name);
    };
  }
}
