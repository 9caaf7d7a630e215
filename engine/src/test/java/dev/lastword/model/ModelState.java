// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state of one set: adds, deletes, horizon, and the byte strings nobody could read.
 *
 * <p>Immutable. The rules of how states change are in {@link ModelMerge}.
 *
 * @param adds member to the newest stamp at which it was added
 * @param deletes member to the newest stamp at which it was deleted
 * @param horizon everything at or below is forgotten; null is below everything
 * @param quarantine distinct malformed operands and values, carried along
 */
public record ModelState(
    NavigableMap<Bytes, Long> adds,
    NavigableMap<Bytes, Long> deletes,
    @Nullable Position horizon,
    NavigableSet<Bytes> quarantine) {

  /** The new set. */
  public static final ModelState EMPTY = new Builder().build();

  /** Copies the collections. */
  public ModelState {
    adds = Collections.unmodifiableNavigableMap(new TreeMap<>(adds));
    deletes = Collections.unmodifiableNavigableMap(new TreeMap<>(deletes));
    quarantine = Collections.unmodifiableNavigableSet(new TreeSet<>(quarantine));
  }

  /** Returns the small state that {@code op} is. */
  public static ModelState of(Op op) {
    Builder builder = new Builder();
    return switch (op.kind()) {
      case '+' -> builder.add(op.member(), op.stamp()).build();
      case '-' -> builder.delete(op.member(), op.stamp()).build();
      default -> builder.horizon(op.stamp(), op.member()).build();
    };
  }

  /** Returns the empty state that carries {@code blob} along. */
  public static ModelState quarantined(Bytes blob) {
    return new Builder().quarantine(blob).build();
  }

  /** Returns the members in the set with the stamps of their adds, newest first. */
  public List<Position> visible() {
    List<Position> visible = new ArrayList<>();
    adds.forEach((member, stamp) -> {
      if (contains(member).kind() == '+') {
        visible.add(new Position(stamp, member));
      }
    });
    visible.sort(Collections.reverseOrder());
    return visible;
  }

  /** Returns what the set knows of {@code member}. */
  public Answer contains(Bytes member) {
    Long added = adds.get(member);
    Long deleted = deletes.get(member);
    if (added != null && (deleted == null || added > deleted)) {
      return new Answer('+', added);
    }
    return deleted != null ? new Answer('-', deleted) : Answer.UNKNOWN;
  }

  /** Returns what a reader with {@code policy} in force sees of this stored state. */
  public ModelState read(ModelPolicy policy) {
    return ModelMerge.fullMerge(policy, this, List.of());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    adds.forEach((member, stamp) -> text.append(" +").append(member).append('@').append(stamp));
    deletes.forEach((member, stamp) -> text.append(" -").append(member).append('@').append(stamp));
    if (horizon != null) {
      text.append(" horizon ").append(horizon);
    }
    quarantine.forEach(blob -> text.append(" quarantined ").append(blob));
    return text.append(" }").toString();
  }

  /**
   * What a set knows of one member.
   *
   * @param kind {@code +} in the set, {@code -} deleted, {@code ?} never seen or forgotten
   * @param stamp of the add or delete; 0 when unknown
   */
  public record Answer(char kind, long stamp) {
    /** Never seen, or forgotten. */
    public static final Answer UNKNOWN = new Answer('?', 0);
  }

  /**
   * Collects a state entry by entry, for decoders: nothing is dropped and nothing is resolved.
   *
   * <p>Not thread-safe.
   */
  public static final class Builder {
    private final NavigableMap<Bytes, Long> adds = new TreeMap<>();
    private final NavigableMap<Bytes, Long> deletes = new TreeMap<>();
    private final NavigableSet<Bytes> quarantine = new TreeSet<>();
    private @Nullable Position horizon;

    /** Remembers an add; the member must not have one yet. */
    public Builder add(Bytes member, long stamp) {
      putNew(adds, member, stamp);
      return this;
    }

    /** Remembers a delete; the member must not have one yet. */
    public Builder delete(Bytes member, long stamp) {
      putNew(deletes, member, stamp);
      return this;
    }

    /** Sets the horizon. */
    public Builder horizon(long stamp, Bytes member) {
      horizon = new Position(stamp, member);
      return this;
    }

    /** Carries {@code blob} along; it must not be there yet. */
    public Builder quarantine(Bytes blob) {
      if (!quarantine.add(blob)) {
        throw new IllegalArgumentException("quarantined twice (blob=" + blob + ")");
      }
      return this;
    }

    /** Returns what was collected. */
    public ModelState build() {
      return new ModelState(adds, deletes, horizon, quarantine);
    }

    private static void putNew(NavigableMap<Bytes, Long> map, Bytes member, long stamp) {
      if (map.putIfAbsent(member, stamp) != null) {
        throw new IllegalArgumentException("member is there twice (member=" + member + ")");
      }
    }
  }
}
