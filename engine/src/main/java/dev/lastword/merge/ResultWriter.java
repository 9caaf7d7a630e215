// SPDX-License-Identifier: Apache-2.0
package dev.lastword.merge;

import static dev.lastword.record.RecordFormat.GROUPS;
import static dev.lastword.record.RecordFormat.SEGMENTS;

import dev.lastword.record.RawMemory;
import dev.lastword.record.RecordFormat;
import dev.lastword.record.StateHeader;

/** Chooses the result's shape (docs/format.md, section 3), says how long it is, and writes it. */
final class ResultWriter {

  private final GroupPlan[] plans;
  private final ResultShape shape;
  private final Horizon horizon;
  private final Quarantine quarantine;
  private final ColumnWriter columns;

  private boolean state;
  private long size;

  ResultWriter(
      GroupPlan[] plans,
      ResultShape shape,
      Horizon horizon,
      Quarantine quarantine,
      ColumnWriter columns) {
    this.plans = plans;
    this.shape = shape;
    this.horizon = horizon;
    this.quarantine = quarantine;
    this.columns = columns;
  }

  /** Returns the result's size in bytes. */
  long measure() {
    long entries = shape.entries();
    boolean quarantined = quarantine.count() > 0;
    state = quarantined || entries > 1 || (entries == 1 && horizon.isPresent());
    size = state ? stateSize() : shortSize(entries);
    return size;
  }

  private long stateSize() {
    return StateHeader.size(shape.lengthWidth(), shape.greatestNumber())
        + shape.segmentBytes()
        + (horizon.isPresent() ? StateHeader.HORIZON_HEADER + horizon.memberLength() : 0)
        + (quarantine.count() > 0 ? quarantine.size() : 0);
  }

  private long shortSize(long entries) {
    if (entries == 1) {
      return RecordFormat.OPERATION_HEADER + shape.memberBytes();
    }
    return horizon.isPresent() ? RecordFormat.OPERATION_HEADER + horizon.memberLength() : 0;
  }

  /**
   * Writes the result of the last {@link #measure} to an address with {@link RawMemory#SLACK} bytes
   * behind it.
   */
  void write(long address) {
    if (size == 0) {
      return;
    }
    if (state) {
      writeState(address);
    } else if (shape.entries() == 1) {
      writeOperation(address);
    } else {
      RawMemory.putU8(address, RecordFormat.FORGET);
      RawMemory.putLong(address + RecordFormat.OPERATION_STAMP, horizon.stamp());
      RawMemory.copy(
          horizon.member(), address + RecordFormat.OPERATION_HEADER, horizon.memberLength());
    }
  }

  private void writeOperation(long address) {
    for (int group = 0; group < GROUPS; group++) {
      if (plans[group].size() > 0) {
        RawMemory.putU8(address, RecordFormat.ADD + BaseSearch.kind(group));
        columns.writeMember(plans[group], address + RecordFormat.OPERATION_HEADER);
      }
    }
    RawMemory.putLong(address + RecordFormat.OPERATION_STAMP, shape.newest());
  }

  private void writeState(long address) {
    long at = columns.write(writeHeader(address));
    if (horizon.isPresent()) {
      at = StateHeader.writeHorizon(at, horizon.stamp(), horizon.member(), horizon.memberLength());
    }
    if (quarantine.count() > 0) {
      quarantine.write(at);
    }
  }

  private long writeHeader(long address) {
    StateHeader.write(
        address,
        shape.stampWidth(),
        shape.lengthWidth(),
        horizon.isPresent(),
        quarantine.count() > 0,
        shape.newest());
    long greatest = shape.greatestNumber();
    long at = StateHeader.writeWidths(address, greatest, shape.lengthWidth(), shape.memberWidth());
    for (GroupPlan plan : plans) {
      at = StateHeader.writeNumber(at, greatest, plan.size());
    }
    for (int segment = 0; segment < SEGMENTS && shape.lengthWidth() != 0; segment++) {
      at = StateHeader.writeNumber(at, greatest, shape.segmentMemberBytes(segment));
    }
    return at;
  }
}
