// SPDX-License-Identifier: Apache-2.0
package dev.lastword.replica;

import java.util.function.Consumer;

/**
 * Compares replicas of sets and joins them. Two stores that exchanged everything, under {@code
 * FORGET}, hold equal bytes; several that do so in pairs, in any pattern that reaches all of them,
 * do in the end as well (gossip, or anti-entropy: Demers and others, PODC 1987).
 *
 * <pre>{@code
 * SyncReport report = Replicas.sync(LocalReplica.of(store), theOtherOne);
 * }</pre>
 */
public final class Replicas {
  private Replicas() {}

  /**
   * Finds the keys of the sets that are not the same on both sides. What goes over the wire is in
   * proportion to what differs: a few hundred bytes a key, and at most as much as all keys with
   * their digests.
   *
   * @param mine usually local
   * @param theirs the other side
   * @param key handed each such key, in no particular order
   * @throws IllegalArgumentException when policies or ranges are not the same
   */
  public static DiffReport diff(Replica mine, Replica theirs, Consumer<byte[]> key) {
    return new Comparison(mine, theirs).run(keys -> keys.forEach(key));
  }

  /**
   * Joins the sets that are not the same, both ways. Only what the other side lacks is sent to it.
   *
   * @param mine usually local
   * @param theirs the other side
   * @param key handed each key that was joined, in no particular order
   * @throws IllegalArgumentException when policies or ranges are not the same
   */
  public static SyncReport sync(Replica mine, Replica theirs, Consumer<byte[]> key) {
    return new Exchange(mine, theirs, key).run();
  }

  /** As {@link #sync(Replica, Replica, Consumer)}, without being told the keys. */
  public static SyncReport sync(Replica mine, Replica theirs) {
    return sync(mine, theirs, key -> {});
  }
}
