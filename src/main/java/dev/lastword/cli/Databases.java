// SPDX-License-Identifier: Apache-2.0
package dev.lastword.cli;

import dev.lastword.LwwStore;
import dev.lastword.PolicyChange;
import dev.lastword.PolicyMismatchException;
import dev.lastword.StorageException;
import dev.lastword.StoreBuilder;
import dev.lastword.merge.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens databases for the subcommands that need one to be there. */
final class Databases {
  private Databases() {}

  /** Opens for reading; whoever writes to it meanwhile is not disturbed. */
  static LwwStore openReadOnly(Path dir, Session session) {
    require(dir);
    return remembering(dir, builder(dir, session).readOnly(true));
  }

  /** Opens for writing, with the policy that it remembers. */
  static LwwStore open(Path dir, Session session) {
    require(dir);
    return writing(dir, () -> remembering(dir, builder(dir, session)));
  }

  private static LwwStore remembering(Path dir, StoreBuilder builder) {
    try {
      return builder.open();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          dir
              + ": holds nothing, and remembers no policy; `lastword load --db "
              + dir
              + " FILE` fills it",
          e);
    }
  }

  /**
   * Opens to load into, creating the database where there is none.
   *
   * @param policy to adopt, which is said where the database remembers another; empty for the
   *     remembered one, or none in a new database
   */
  static LwwStore openToLoad(Path dir, Optional<Policy> policy, Session session)
      throws IOException {
    if (policy.isEmpty() && exists(dir)) {
      try {
        return writing(dir, builder(dir, session)::open);
      } catch (IllegalArgumentException remembersNone) {
        // Somebody else's, without data, or its creation was cut short: as a new one.
      }
    }
    refuseFile(dir);
    Files.createDirectories(dir);
    Policy wanted = policy.orElse(Policy.unbounded());
    try {
      return writing(dir, builder(dir, session).policy(wanted)::open);
    } catch (PolicyMismatchException mismatch) {
      StoreBuilder adopting =
          builder(dir, session).policy(wanted).onPolicyChange(PolicyChange.ADOPT);
      LwwStore store = writing(dir, adopting::open);
      session.say(
          ("policy changes from `%s` to `%s`; reads apply it from now on, `lastword compact` to"
                  + " what lies on disk")
              .formatted(
                  PolicyOptions.describe(mismatch.remembered()), PolicyOptions.describe(wanted)));
      return store;
    }
  }

  /** Refuses two databases whose states do not compare, as they are cut differently. */
  static void requireSamePolicy(Path dir, LwwStore store, Path otherDir, LwwStore other) {
    if (!store.policy().equals(other.policy())) {
      throw new CommandFailure(
          "databases must remember the same policy; %s has `%s`, %s has `%s`: `lastword load` changes it"
              .formatted(
                  dir,
                  PolicyOptions.describe(store.policy()),
                  otherDir,
                  PolicyOptions.describe(other.policy())));
    }
  }

  /** With the warnings of damaged data where the user sees them. */
  private static StoreBuilder builder(Path dir, Session session) {
    return LwwStore.builder(dir)
        .onQuarantine((key, chunks, bytes) -> warnOfQuarantine(session, key, chunks, bytes));
  }

  /** RocksDB lets one process at a time write; says so in plainer words than it does. */
  private static LwwStore writing(Path dir, Supplier<LwwStore> opening) {
    try {
      return opening.get();
    } catch (StorageException failure) {
      if (isLocked(String.valueOf(failure.getMessage()))) {
        throw new CommandFailure(
            dir
                + ": another process has the database open for writing; wait for its end or stop"
                + " it (reading works meanwhile)",
            failure);
      }
      throw failure;
    }
  }

  /** Whether somebody holds the lock; a file LOCK that may not be opened is another matter. */
  private static boolean isLocked(String message) {
    return message.contains("/LOCK")
        && (message.contains("While lock file") || message.contains("lock hold by"));
  }

  /** Whether a folder holds a database. */
  static boolean exists(Path dir) {
    return Files.exists(dir.resolve("CURRENT"));
  }

  private static void require(Path dir) {
    if (!exists(dir)) {
      refuseFile(dir);
      String what = Files.exists(dir) ? "holds no database" : "does not exist";
      throw new CommandFailure(
          dir + ": " + what + "; `lastword load --db " + dir + " FILE` creates one");
    }
  }

  private static void refuseFile(Path dir) {
    if (Files.exists(dir) && !Files.isDirectory(dir)) {
      throw new CommandFailure(dir + ": is a file; a database is a folder");
    }
  }

  private static void warnOfQuarantine(Session session, byte[] key, int chunks, long bytes) {
    session.warn(
        "%s carries %s (%s) that could not be merged; the answer is from the rest"
            .formatted(
                Escapes.brief(key),
                Quantities.count(chunks, "byte string"),
                Quantities.count(bytes, "byte")));
  }
}
