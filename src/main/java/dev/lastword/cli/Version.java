// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells which build this is. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"lastword " + (version == null ? "(built from sources)" : version)};
  }
}
