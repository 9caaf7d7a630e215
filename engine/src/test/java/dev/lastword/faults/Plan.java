// SPDX-License-Identifier: Apache-2.0
package dev.lastword.faults;

import dev.lastword.merge.KernelStateMachine;
import dev.lastword.merge.Policy;
import dev.lastword.model.ModelPolicy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a child is told to do.
 *
 * @param folder holds the database in {@code db} and what belongs to it beside
 * @param seed of the steps
 * @param session how many children worked on the database before
 * @param keep whether the policy is KEEP without thresholds
 * @param maxAdds of the first opening's policy
 * @param openings how often to open the database, one after the other
 * @param narrow whether each opening after the first has a {@code maxAdds} lower by one
 * @param sync whether each write waits for the disk
 * @param often what to do most of the time beside the writes; null for everything alike
 * @param done steps of each writer that are done; the last writer ingests files
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Plan(
    Path folder,
    long seed,
    int session,
    boolean keep,
    int maxAdds,
    int openings,
    boolean narrow,
    boolean sync,
    @Nullable Phase often,
    int[] done) {
  private static final int FIXED = 9;

  String[] arguments() {
    Object[] fixed = {
      folder, seed, session, keep, maxAdds, openings, narrow, sync, often == null ? "" : often
    };
    return Stream.concat(Arrays.stream(fixed), Arrays.stream(done).boxed())
        .map(String::valueOf)
        .toArray(String[]::new);
  }

  static Plan parse(String[] args) {
    return new Plan(
        Path.of(args[0]),
        Long.parseLong(args[1]),
        Integer.parseInt(args[2]),
        Boolean.parseBoolean(args[3]),
        Integer.parseInt(args[4]),
        Integer.parseInt(args[5]),
        Boolean.parseBoolean(args[6]),
        Boolean.parseBoolean(args[7]),
        args[8].isEmpty() ? null : Phase.valueOf(args[8]),
        Arrays.stream(args).skip(FIXED).mapToInt(Integer::parseInt).toArray());
  }

  Path database() {
    return folder.resolve("db");
  }

  Path copy(int number) {
    return folder.resolve("copy" + number);
  }

  /** The policy of an opening, 0 the first. */
  ModelPolicy policy(int opening) {
    return policy(keep, narrow ? maxAdds - opening : maxAdds);
  }

  static ModelPolicy policy(boolean keep, int maxAdds) {
    return keep ? ModelPolicy.keep() : ModelPolicy.forget().maxAdds(maxAdds).maxDeletes(maxAdds);
  }

  static Policy real(ModelPolicy policy) {
    return KernelStateMachine.policy(policy);
  }
}
