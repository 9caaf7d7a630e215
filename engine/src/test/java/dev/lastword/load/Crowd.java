// SPDX-License-Identifier: Apache-2.0
package dev.lastword.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The writers of a database and who writes to which set. A member's name is its writer's number and
 * its own, so that any reader can tell whose it is; a few members of each set are everybody's.
 */
final class Crowd {
  private final List<History> writers = new ArrayList<>();
  private final List<List<Seat>> seats = new ArrayList<>();
  private final List<List<Shared>> shared = new ArrayList<>();

  /** That a writer writes to a set, which is the {@code index}th of its own. */
  record Seat(int writer, int index) {}

  Crowd(int writers, int sets) {
    for (int set = 0; set < sets; set++) {
      seats.add(new ArrayList<>());
      shared.add(Stream.generate(Shared::new).limit(Shared.MEMBERS).toList());
    }
    for (int writer = 0; writer < writers; writer++) {
      this.writers.add(new History());
      for (int index = 0; index < History.SETS; index++) {
        seats.get(set(writer, index)).add(new Seat(writer, index));
      }
    }
  }

  int writers() {
    return writers.size();
  }

  int sets() {
    return seats.size();
  }

  History writer(int number) {
    return writers.get(number);
  }

  /** Those who write to a set. */
  List<Seat> seats(int set) {
    return seats.get(set);
  }

  /** The members of a set that all of its writers write to. */
  List<Shared> shared(int set) {
    return shared.get(set);
  }

  int set(int writer, int index) {
    return (writer + index) % seats.size();
  }

  static byte[] key(int set) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(set).array();
  }

  static int set(byte[] key) {
    return ByteBuffer.wrap(key).getInt();
  }

  static byte[] member(int writer, int member) {
    return ByteBuffer.allocate(Integer.BYTES + 1).putInt(writer).put((byte) member).array();
  }

  static int writer(byte[] member) {
    return ByteBuffer.wrap(member).getInt();
  }

  static int number(byte[] member) {
    return member[Integer.BYTES];
  }

  /** What a read of a set that begins now must find. */
  Known known(int set) {
    return new Known(
        seats(set).stream().mapToInt(seat -> writer(seat.writer()).known()).toArray(),
        shared(set).stream().map(Shared::floor).toList());
  }

  /** What a read of all sets that begins now must find of each writer, and in each set. */
  AllKnown known() {
    return new AllKnown(
        writers.stream().mapToInt(History::known).toArray(),
        shared.stream().map(set -> set.stream().map(Shared::floor).toList()).toList());
  }

  /** Steps of each who writes to a set, and what is known of its shared members. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Known(int[] steps, List<Shared.Floor> shared) {}

  /** Steps of each writer, and what is known of each set's shared members. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record AllKnown(int[] steps, List<List<Shared.Floor>> shared) {}

  /** How far each writer has begun. */
  int[] begun() {
    return writers.stream().mapToInt(History::begun).toArray();
  }

  long operations() {
    return writers.stream().mapToLong(History::operations).sum();
  }
}
