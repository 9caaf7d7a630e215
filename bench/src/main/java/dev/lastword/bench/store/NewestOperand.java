// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import dev.lastword.bench.bridge.CMergeOperator;
import dev.lastword.record.RecordFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The very operands that Lastword writes, under an operator in C that returns the newest one and
 * looks at no other. It answers no question rightly: what its reads take is what RocksDB takes to
 * collect the operands, and what no operator can be faster than.
 */
final class NewestOperand extends RocksContender {

  /**
   * Opens the database.
   *
   * @throws UnavailableException where there is no C compiler
   */
  NewestOperand(Setting setting) {
    super(setting, options -> options.setMergeOperator(operator()).setMaxSuccessiveMerges(0));
  }

  private static CMergeOperator operator() {
    try {
      return CMergeOperator.copyNewest();
    } catch (IllegalStateException e) {
      throw new UnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Session session() {
    return new NewestSession();
  }

  private final class NewestSession extends OperandSession {
    NewestSession() {
      super(NewestOperand.this);
    }

    /** The newest entry, alone. */
    @Override
    public void page(long set, int offset, int limit, Page page) {
      page.clear();
      ByteBuffer row = reader.read(set).order(ByteOrder.LITTLE_ENDIAN);
      page.add(member(row), row.getLong(RecordFormat.OPERATION_STAMP));
    }

    /** Whether the newest operand is the member's. */
    @Override
    public boolean contains(long set, long member) {
      return member(reader.read(set).order(ByteOrder.LITTLE_ENDIAN)) == member;
    }

    private static long member(ByteBuffer row) {
      return Long.reverseBytes(row.getLong(MEMBER));
    }

    @Override
    public void timeline(long[] sets, int limit, Page page) {
      throw new UnsupportedOperationException("one operand of each set makes no timeline");
    }
  }
}
