// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.codec;

import static dev.lastword.record.RecordFormat.LIVE;

import dev.lastword.merge.Policy;
import dev.lastword.record.EntryCursor;
import dev.lastword.record.RecordView;
import java.lang.foreign.Arena;
import java.util.List;
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
 * The newest fifty entries of a record, decoded into memory that the caller has. The baseline is
 * {@link #chronicle}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PageBenchmark {

  private static final int PAGE = 50;
  private static final int LONGEST_MEMBER = 1_000;

  /** What is read of a record for a page: enough for the head's 64 entries of up to 200 bytes. */
  private static final int HEAD_BYTES = 1 << 14;

  /** Members that the record remembers as added. */
  @Param("10000")
  public int entries;

  /** Member lengths in bytes. */
  @Param({"8", "16-32"})
  public String members;

  private final Arena arena = Arena.ofShared();
  private final PageBuffer page = new PageBuffer(arena, PAGE, LONGEST_MEMBER);
  private final RecordView view = new RecordView();
  private final EntryCursor cursor = new EntryCursor(view, LIVE);
  private SetRecords sets;

  /** Makes the records. */
  @Setup
  public void setUp() {
    sets = new SetRecords(Members.ofLength(members), entries);
    for (int i = 0; i < sets.count(); i++) {
      sets.next();
      long expected = decodeMaps().checksum();
      if (decode().checksum() != expected || decodeRows().checksum() != expected) {
        throw new IllegalStateException("contenders do not read the same page");
      }
    }
  }

  /** Frees the native memory. */
  @TearDown
  public void tearDown() {
    sets.close();
    arena.close();
  }

  /** Lastword's record: attach a view to its head, walk the newest entries. */
  @Benchmark
  public PageBuffer lastword() {
    sets.next();
    return decode();
  }

  /** Rows in stop-bit encoding. */
  @Benchmark
  public PageBuffer chronicle() {
    sets.next();
    return decodeRows();
  }

  /** Decode everything into hash maps, sort. */
  @Benchmark
  public PageBuffer hashMap() {
    sets.next();
    return decodeMaps();
  }

  private PageBuffer decode() {
    page.clear();
    view.wrapHead(sets.address(), Math.min(HEAD_BYTES, sets.length()), sets.length());
    cursor.reset(LIVE);
    while (!page.isFull() && cursor.next()) {
      page.add(cursor.stamp(), cursor.member(), cursor.memberLength());
    }
    return page;
  }

  private PageBuffer decodeRows() {
    page.clear();
    ChronicleRows.readPage(sets.rows(), page);
    return page;
  }

  private PageBuffer decodeMaps() {
    page.clear();
    PlainState state = new PlainState();
    PlainDecoder.decode(sets.copy(), state);
    List<PlainEntry> live = state.groups(Policy.unbounded(), true).getFirst();
    for (PlainEntry entry : live.subList(0, Math.min(PAGE, live.size()))) {
      page.add(entry.stamp(), entry.member().bytes());
    }
    return page;
  }
}
