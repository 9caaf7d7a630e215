// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.tune.TuneProgress;
import org.jspecify.annotations.Nullable;

/** Shows how far a tuning run is, one bar for each of its stages. */
final class TuneMeter implements TuneProgress, AutoCloseable {
  private final Session session;
  private @Nullable ProgressMeter bar;
  private @Nullable Stage shown;
  private long leftOut;

  TuneMeter(Session session) {
    this.session = session;
  }

  @Override
  public synchronized void at(Stage stage, long done, long total) {
    ProgressMeter meter = bar;
    if (meter == null || shown != stage) {
      close();
      meter = ProgressMeter.operations(session, name(stage));
      bar = meter;
      shown = stage;
    }
    meter.keys(done, total);
  }

  @Override
  public synchronized void leftOut(byte[] key, String reason) {
    leftOut++;
    makeRoom();
    session.warn(Escapes.brief(key) + ": left out: " + reason);
  }

  /** How many sets were left out. */
  synchronized long leftOut() {
    return leftOut;
  }

  /** Clears the line, so that a message can take it. */
  synchronized void makeRoom() {
    if (bar != null) {
      bar.makeRoom();
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private static String name(Stage stage) {
    return switch (stage) {
      case READ -> "reading";
      case SURVEY -> "choosing candidates";
      case SIMULATE -> "merging";
    };
  }
}
