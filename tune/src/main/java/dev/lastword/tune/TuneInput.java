// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/**
 * What a run read.
 *
 * @param kind where it came from
 * @param name of the source, as the user knows it
 * @param sets how many sets it has
 * @param adds operations that add
 * @param deletes operations that delete
 * @param forgets operations that forget
 * @param setSize operations of each set; of a {@link Kind#DATABASE}, entries of each record
 * @param live members of each set at the end, by the exact answer
 */
public record TuneInput(
    Kind kind,
    String name,
    long sets,
    long adds,
    long deletes,
    long forgets,
    Spread setSize,
    Spread live) {

  /** Where operations come from. */
  public enum Kind {
    /** An operation log; the order of its lines is the order of arrival. */
    LOG,
    /** A generated stream. */
    SYNTHETIC,
    /**
     * The records of a database. It knows no order of arrival, so there are sizes only; adds and
     * deletes are the entries that its records hold.
     */
    DATABASE
  }

  /** Returns how many operations there were. */
  public long operations() {
    return adds + deletes + forgets;
  }
}
