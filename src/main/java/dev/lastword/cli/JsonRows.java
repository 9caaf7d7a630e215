// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

/** One JSON object a line. */
final class JsonRows implements Rows {
  private final Out out;
  private JsonObject row = new JsonObject();

  JsonRows(Out out) {
    this.out = out;
  }

  @Override
  public Rows number(String name, long value) {
    row.put(name, value);
    return this;
  }

  @Override
  public Rows text(String name, String value) {
    row.put(name, value);
    return this;
  }

  @Override
  public Rows bytes(String name, byte[] value) {
    return text(name, Escapes.toText(value));
  }

  @Override
  public void end() {
    out.line(row.toString());
    row = new JsonObject();
  }
}
