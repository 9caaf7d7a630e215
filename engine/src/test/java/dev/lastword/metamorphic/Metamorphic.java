// SPDX-License-Identifier: Apache-2.0
package dev.lastword.metamorphic;

import dev.lastword.model.Gen;
import dev.lastword.model.ModelPolicy;
import dev.lastword.model.Seeds;
import dev.lastword.model.Shrinker;
import dev.lastword.model.StateMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rocksdb.MergeOperator;

/** Runs random scripts, each under several options, and makes a failing script readable. */
public final class Metamorphic {
  private static final int STEPS = 300;
  private static final int SHRINK_TRIES = 200;

  private final StateMachine machine;
  private final Function<ModelPolicy, MergeOperator> operators;
  private final Path folder;
  private int runs;

  /**
   * Prepares runs.
   *
   * @param machine encodes operations and decodes what reads give
   * @param operators gives the merge operator of a policy; the caller owns what it returns
   * @param folder an empty folder for databases
   */
  public Metamorphic(
      StateMachine machine, Function<ModelPolicy, MergeOperator> operators, Path folder) {
    this.machine = machine;
    this.operators = operators;
    this.folder = folder;
  }

  /**
   * Runs one script for each of {@code rounds} seeds, or for what {@code -Dlastword.seed} and
   * {@code -Dlastword.rounds} say, each under {@code optionSets} options.
   *
   * @throws AssertionError when an answer differs; it tells the seed, options and fewest steps
   */
  public void run(int rounds, int optionSets) {
    for (long seed : Seeds.seeds(rounds)) {
      Gen gen = new Gen(seed);
      Rules rules = ScriptGen.rules(gen, machine);
      List<MergeOperator> merges = rules.policies().stream().map(operators).toList();
      List<Step> script = ScriptGen.script(gen, rules, STEPS);
      for (int i = 0; i < optionSets; i++) {
        check(seed, rules, OptionSet.draw(gen, i), merges, script);
      }
    }
  }

  private void check(
      long seed, Rules rules, OptionSet options, List<MergeOperator> merges, List<Step> script) {
    Throwable first = failure(rules, options, merges, script);
    if (first == null) {
      return;
    }
    List<Step> fewest =
        Shrinker.shrink(
            script, SHRINK_TRIES, some -> failure(rules, options, merges, some) != null);
    Throwable again = failure(rules, options, merges, fewest);
    throw new AssertionError(
        "%s\nunder %s\nwith %s\nrun it again with -Dlastword.seed=%d%s\n%s"
            .formatted(
                fewest.stream().map(Step::toString).collect(Collectors.joining("\n")),
                rules.policies(),
                options,
                seed,
                again == null ? " (not every run fails, so some steps may be missing)" : "",
                again == null ? first : again),
        again == null ? first : again);
  }

  private @Nullable Throwable failure(
      Rules rules, OptionSet options, List<MergeOperator> merges, List<Step> script) {
    try {
      Path database = Files.createDirectory(folder.resolve("run" + runs++));
      Runner.run(rules, options, merges, database, script);
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }
}
