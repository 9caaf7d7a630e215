// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar where standard error is a terminal, and nothing elsewhere. */
final class ProgressMeter implements AutoCloseable {
  private static final int WIDTH = 90;

  private final @Nullable ProgressBar bar;
  private final PrintStream err;

  private ProgressMeter(@Nullable ProgressBar bar, PrintStream err) {
    this.bar = bar;
    this.err = err;
  }

  /** For work on sets, the number of which is known only roughly. */
  static ProgressMeter sets(Session session, String task) {
    return of(session, task, 0, " sets", 1);
  }

  /** For operations, the number of which is not known at first. */
  static ProgressMeter operations(Session session, String task) {
    return of(session, task, 0, " K", 1_000);
  }

  /**
   * For bytes to read.
   *
   * @param total how many
   */
  static ProgressMeter bytes(Session session, String task, long total) {
    boolean large = total >= 10_000_000;
    return of(session, task, total, large ? " MB" : " KB", large ? 1_000_000 : 1_000);
  }

  private static ProgressMeter of(
      Session session, String task, long total, String unit, long unitSize) {
    if (!session.errIsTerminal()) {
      return new ProgressMeter(null, session.err());
    }
    return new ProgressMeter(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUnit(unit, unitSize)
            .setUpdateIntervalMillis(200)
            .setMaxRenderedLength(WIDTH)
            .setStyle(
                session.errStyle() == Style.COLOUR
                    ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                    : ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(session.err(), WIDTH))
            .clearDisplayOnFinish()
            .build(),
        session.err());
  }

  /** So many sets are done, of about so many. */
  void keys(long done, long estimate) {
    if (bar != null) {
      bar.maxHint(Math.max(done, estimate));
      bar.stepTo(done);
    }
  }

  /** Clears the line, so that a message can take it; the bar comes back below. */
  void makeRoom() {
    if (bar != null) {
      err.print("\r" + " ".repeat(WIDTH) + "\r");
    }
  }

  /** A stream that moves the bar as it is read. */
  InputStream counting(InputStream in) {
    ProgressBar counted = bar;
    return counted == null ? in : new Counting(in, counted);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private static final class Counting extends FilterInputStream {
    private final ProgressBar bar;

    Counting(InputStream in, ProgressBar bar) {
      super(in);
      this.bar = bar;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      bar.stepBy(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      bar.stepBy(Math.max(count, 0));
      return count;
    }
  }
}
