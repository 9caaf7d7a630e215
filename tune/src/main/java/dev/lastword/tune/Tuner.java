// SPDX-License-Identifier: Apache-2.0
package dev.lastword.tune;

import dev.lastword.LwwStore;
import dev.lastword.merge.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs policies over data, and tells what each costs and loses.
 *
 * <pre>{@code
 * TuneResult result = Tuner.builder().page(50).build().run(source);
 * System.out.println(result.recommendation().java());
 * }</pre>
 *
 * <p>Memory: what the largest set needs under all candidates, times the threads, and a fixed amount
 * beside. Longer streams go through a temporary file of about their unpacked size.
 *
 * <p>Immutable and thread-safe.
 */
public final class Tuner {

  private final Builder options;

  private Tuner(Builder options) {
    this.options = options;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads operations once, gives each to every candidate in the order of arrival, and compares.
   *
   * @throws IOException when the source or a temporary file fails; the latter is gone afterwards
   */
  public TuneResult run(OperationSource source) throws IOException {
    return new StreamRun(options).run(source);
  }

  /**
   * Measures what the sets of a database take as they are, and what they would take under each
   * candidate. A database knows no order of arrival, so the result has no reads, losses or cost.
   * Records that cannot be read are left out; the {@link Builder#progress} is told of each.
   *
   * @param store read, not changed; what its own policy has truncated is gone
   * @param name of the store for the result
   */
  public TuneResult measure(LwwStore store, String name) {
    return new StoreRun(options).run(store, name);
  }

  /** Settings of a {@link Tuner}. Not thread-safe. */
  public static final class Builder {
    int page = 50;
    int readEvery = 16;
    int operandsPerMerge = 16;
    long seed;
    int threads = Runtime.getRuntime().availableProcessors();
    Targets targets = Targets.DEFAULT;
    @Nullable List<Policy> candidates;
    Set<Policy.Overflow> overflows = EnumSet.allOf(Policy.Overflow.class);
    @Nullable Path temporary;
    TuneProgress progress = TuneProgress.NONE;
    SpoolSizes sizes = SpoolSizes.DEFAULT;

    private Builder() {}

    private Builder(Builder other) {
      page = other.page;
      readEvery = other.readEvery;
      operandsPerMerge = other.operandsPerMerge;
      seed = other.seed;
      threads = other.threads;
      targets = other.targets;
      candidates = other.candidates;
      overflows = other.overflows;
      temporary = other.temporary;
      progress = other.progress;
      sizes = other.sizes;
    }

    /** Sets how many members a reader asks for: 1 or more; 50 unless set. */
    public Builder page(int members) {
      page = positive("page", members);
      return this;
    }

    /** Sets the mean number of operations between two page reads: 1 or more; 16 unless set. */
    public Builder readEvery(int operations) {
      readEvery = positive("readEvery", operations);
      return this;
    }

    /**
     * Sets how many operands of a set wait before a full merge takes them into its record: 1 or
     * more; 16 unless set. The more, the later compaction comes.
     */
    public Builder operandsPerMerge(int operands) {
      operandsPerMerge = positive("operandsPerMerge", operands);
      return this;
    }

    /** Sets the seed that chooses the reads; 0 unless set. */
    public Builder seed(long number) {
      seed = number;
      return this;
    }

    /** Sets the number of threads: 1 or more; one for each processor unless set. */
    public Builder threads(int count) {
      threads = positive("threads", count);
      return this;
    }

    /** Sets what a policy has to achieve; {@link Targets#DEFAULT} unless set. */
    public Builder targets(Targets wanted) {
      targets = wanted;
      return this;
    }

    /**
     * Sets the policies to try, each once; unless set, a grid is chosen by a first look at the
     * data.
     *
     * @throws IllegalArgumentException when there are none
     */
    public Builder candidates(List<Policy> policies) {
      if (policies.isEmpty()) {
        throw new IllegalArgumentException("candidates is empty; there must be at least one");
      }
      candidates = policies.stream().distinct().toList();
      return this;
    }

    /**
     * Sets what the policies of a chosen grid do when a tombstone has to go; they are of both kinds
     * unless set. Says nothing where the {@link #candidates} are given.
     *
     * @throws IllegalArgumentException when there are none
     */
    public Builder overflows(Collection<Policy.Overflow> modes) {
      if (modes.isEmpty()) {
        throw new IllegalArgumentException("overflows is empty; there must be at least one");
      }
      overflows = EnumSet.copyOf(modes);
      return this;
    }

    /** Sets the folder for temporary files; the system's unless set. */
    public Builder temporary(Path folder) {
      temporary = folder;
      return this;
    }

    /** Sets who is told how far a run is. */
    public Builder progress(TuneProgress listener) {
      progress = listener;
      return this;
    }

    /** Returns a tuner with these settings; later changes here do not reach it. */
    public Tuner build() {
      return new Tuner(new Builder(this));
    }

    Builder sizes(SpoolSizes spool) {
      sizes = spool;
      return this;
    }

    TuneSettings settings(boolean chosenGrid) {
      return new TuneSettings(page, readEvery, operandsPerMerge, seed, chosenGrid);
    }

    private static int positive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " is " + value + "; it must be 1 or more");
      }
      return value;
    }
  }
}
