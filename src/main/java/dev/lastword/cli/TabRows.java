// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

/** Values separated by tabs, without their names. */
final class TabRows implements Rows {
  private final Out out;
  private boolean first = true;

  TabRows(Out out) {
    this.out = out;
  }

  @Override
  public Rows number(String name, long value) {
    return text(name, Long.toString(value));
  }

  @Override
  public Rows text(String name, String value) {
    separate();
    out.text(value);
    return this;
  }

  @Override
  public Rows bytes(String name, byte[] value) {
    separate();
    out.bytes(Escapes.escape(value));
    return this;
  }

  @Override
  public void end() {
    out.text("\n");
    first = true;
  }

  private void separate() {
    if (!first) {
      out.text("\t");
    }
    first = false;
  }
}
