// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

/** Told now and then how far a run is; by one thread at a time, not always the same one. */
@FunctionalInterface
public interface TuneProgress {

  /** Listens to nothing. */
  TuneProgress NONE = (stage, done, total) -> {};

  /**
   * Called when some work is done.
   *
   * @param stage what is being done
   * @param done operations or sets so far
   * @param total of them in this stage; 0 while that is not known
   */
  void at(Stage stage, long done, long total);

  /**
   * Called for each set of a database that is left out of the figures.
   *
   * @param key of the set
   * @param reason why its record cannot be read
   */
  default void leftOut(byte[] key, String reason) {}

  /** The parts of a run, in order. */
  enum Stage {
    /** Operations are read and sorted by set. */
    READ,
    /** Operations are looked at, to choose candidates. */
    SURVEY,
    /** Operations are given to all candidates. */
    SIMULATE
  }
}
