// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A stream of operations made by a {@link SyntheticSpec}: equal specifications give equal streams,
 * on every machine. Memory grows with the number of sets, not of operations.
 */
public final class SyntheticSource implements OperationSource {

  /*
   * The generator does not remember which members are in a set, only how many each has had: a delete or a second add
   * names one of those at random, so it may repeat what was done before, as real streams do.
   */

  private static final double PARETO_EXPONENT = 1.2;
  private static final int RECENT = 1024;

  private final SyntheticSpec spec;

  /** Makes a source. */
  public SyntheticSource(SyntheticSpec spec) {
    this.spec = spec;
  }

  @Override
  public TuneInput.Kind kind() {
    return TuneInput.Kind.SYNTHETIC;
  }

  @Override
  public String name() {
    return "synthetic";
  }

  @Override
  public void read(Sink sink) throws IOException {
    new Generator(spec).run(sink);
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares them or changes their bytes
  private record Operation(OperationKind kind, long stamp, byte[] key, byte[] member) {}

  private static final class Generator {
    private final SyntheticSpec spec;
    private final RandomGenerator random;
    private final double[] popularity;
    private final int[] had;
    private final Operation[] recent = new Operation[RECENT];

    Generator(SyntheticSpec spec) {
      this.spec = spec;
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(spec.seed());
      popularity = popularity(spec);
      had = new int[spec.sets()];
    }

    void run(Sink sink) throws IOException {
      for (long tick = 0; tick < spec.operations(); tick++) {
        Operation operation =
            tick > 0 && random.nextDouble() < spec.duplicates()
                ? recent[random.nextInt((int) Math.min(tick, RECENT))]
                : next(tick);
        recent[(int) (tick % RECENT)] = operation;
        sink.operation(operation.kind, operation.stamp, operation.key, operation.member);
      }
    }

    private Operation next(long tick) {
      int set = set();
      boolean delete = random.nextDouble() < spec.deletes() && had[set] > 0;
      boolean old = delete || (had[set] > 0 && random.nextDouble() < spec.readds());
      int member = old ? random.nextInt(had[set]) : had[set]++;
      return new Operation(
          delete ? OperationKind.DELETE : OperationKind.ADD,
          random.nextDouble() < spec.late() ? tick - delay() : tick,
          ("set-" + set).getBytes(US_ASCII),
          name(member));
    }

    private long delay() {
      long ticks = spec.delay().ticks();
      return switch (spec.delay().shape()) {
        case FIXED -> ticks;
        case UNIFORM -> 1 + random.nextLong(ticks);
        case EXPONENTIAL -> Math.max(1, (long) Math.ceil(ticks * exponential()));
        case PARETO ->
            (long) Math.min((double) ticks, StrictMath.exp(exponential() / PARETO_EXPONENT));
      };
    }

    /** With mean 1, by inversion: {@code StrictMath} gives the same everywhere. */
    private double exponential() {
      return -StrictMath.log(1 - random.nextDouble());
    }

    private int set() {
      int at = Arrays.binarySearch(popularity, random.nextDouble());
      return Math.min(at < 0 ? -at - 1 : at, popularity.length - 1);
    }

    /** The chance that a set is among the first so many. */
    private static double[] popularity(SyntheticSpec spec) {
      double[] sums = new double[spec.sets()];
      double sum = 0;
      for (int i = 0; i < sums.length; i++) {
        sum += StrictMath.pow(i + 1.0, -spec.zipf());
        sums[i] = sum;
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= sum;
      }
      return sums;
    }

    /** A letter, then the number in decimal with zeros before it. */
    private byte[] name(int number) {
      byte[] name = new byte[spec.member()];
      Arrays.fill(name, (byte) '0');
      name[0] = 'm';
      int left = number;
      for (int i = name.length - 1; left > 0 && i > 0; i--) {
        name[i] = (byte) ('0' + left % 10);
        left /= 10;
      }
      return name;
    }
  }
}
