// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import static dev.lastword.record.RecordFormat.LIVE;
import static dev.lastword.record.RecordFormat.TOMBSTONES;

import dev.lastword.record.MemberHash;
import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordView;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whether a member is in a record, and since when. The baseline is {@link #chronicle}.
 *
 * <p>A hit is anywhere among the live entries, equally likely; a miss is of a member that no record
 * ever had.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class MembershipBenchmark {

  private static final long NOT_IN = -1;
  private static final long DELETED = -2;
  private static final int CHECKED = 64;

  /** Members that the record remembers as added. */
  @Param("10000")
  public int entries;

  /** Member lengths in bytes. */
  @Param("8")
  public String members;

  /** {@code hit} or {@code miss}. */
  @Param({"hit", "miss"})
  public String answer;

  private final RecordView view = new RecordView();
  private SetRecords sets;
  private Questions questions;

  /** Makes records and questions. */
  @Setup
  public void setUp() {
    Members source = Members.ofLength(members);
    sets = new SetRecords(source, entries);
    questions = new Questions(sets, source, isHit());
    for (int i = 0; i < CHECKED; i++) {
      next();
      long expected = findInMaps();
      if (findInRecord() != expected
          || findInRows() != expected
          || (expected != NOT_IN) != isHit()) {
        throw new IllegalStateException("contenders do not give the same answer");
      }
    }
  }

  /** Frees the native memory. */
  @TearDown
  public void tearDown() {
    questions.close();
    sets.close();
  }

  /** Lastword's record: a search of the fingerprint columns. */
  @Benchmark
  public long lastword() {
    next();
    return findInRecord();
  }

  /** Rows in stop-bit encoding, one after another. */
  @Benchmark
  public long chronicle() {
    next();
    return findInRows();
  }

  /** Decode everything into hash maps, look up. */
  @Benchmark
  public long hashMap() {
    next();
    return findInMaps();
  }

  private void next() {
    sets.next();
    questions.next();
  }

  private long findInRecord() {
    view.wrap(sets.address(), sets.length());
    long member = questions.member();
    int length = questions.length();
    long hash = MemberHash.of(member, length);
    int index = view.find(LIVE, member, length, hash);
    if (index >= 0) {
      return view.stamp(LIVE, index);
    }
    // The store tells deleted from unknown, so a miss looks among the tombstones too.
    return view.find(TOMBSTONES, member, length, hash) < 0 ? NOT_IN : DELETED;
  }

  private long findInRows() {
    return ChronicleRows.find(sets.rows(), questions.member(), questions.length());
  }

  private long findInMaps() {
    PlainState state = new PlainState();
    PlainDecoder.decode(sets.copy(), state);
    byte[] member = new byte[questions.length()];
    RawMemory.copyOut(questions.member(), member, 0, member.length);
    return state.addedAt(new PlainMember(member));
  }

  private boolean isHit() {
    return switch (answer) {
      case "hit" -> true;
      case "miss" -> false;
      default -> throw new IllegalArgumentException("answer is hit or miss: " + answer);
    };
  }
}
