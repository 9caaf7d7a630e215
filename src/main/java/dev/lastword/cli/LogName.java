// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import picocli.CommandLine.ITypeConverter;

/** Reads the name of an operation log, and refuses what no file can be called. */
final class LogName implements ITypeConverter<String> {
  @Override
  public String convert(String given) {
    Arguments.path(given);
    return RawArguments.text(given);
  }
}
