// SPDX-License-Identifier: Apache-2.0
package dev.lastword.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** The model behind an encoding that is as plain as can be; for testing the laws themselves. */
public final class ModelStateMachine implements StateMachine {
  private static final byte VERSION = 'M';

  @Override
  public byte[] encode(Op op) {
    return write(ModelState.of(op));
  }

  @Override
  public byte[] fullMerge(ModelPolicy policy, byte @Nullable [] existing, List<byte[]> operands) {
    ModelState base = existing == null ? null : tolerant(existing);
    return write(ModelMerge.fullMerge(policy, base, tolerant(operands)));
  }

  @Override
  public byte[] partialMerge(ModelPolicy policy, List<byte[]> operands) {
    return write(ModelMerge.partialMerge(policy, tolerant(operands)));
  }

  @Override
  public List<byte[]> malformed() {
    byte[] cut = Arrays.copyOf(encode(Op.add("cut", 1)), 9);
    byte[] longer = Arrays.copyOf(encode(Op.add("longer", 1)), 99);
    return List.of(new byte[] {0}, new byte[] {(byte) 0xff, 1, 2}, cut, longer, new byte[3000]);
  }

  @Override
  public ModelState decode(byte[] record) {
    if (record.length == 0) {
      return ModelState.EMPTY;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
      ModelState state = read(in);
      if (!Arrays.equals(write(state), record)) {
        throw new IllegalArgumentException("not the canonical encoding");
      }
      return state;
    } catch (IOException e) {
      throw new IllegalArgumentException("not a record", e);
    }
  }

  private List<ModelState> tolerant(Collection<byte[]> records) {
    return records.stream().map(this::tolerant).toList();
  }

  private ModelState tolerant(byte[] record) {
    try {
      return decode(record);
    } catch (IllegalArgumentException e) {
      return ModelState.quarantined(Bytes.of(record));
    }
  }

  private static byte[] write(ModelState state) {
    if (state.equals(ModelState.EMPTY)) {
      return new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      write(out, state.adds());
      write(out, state.deletes());
      Position horizon = state.horizon();
      out.writeByte(horizon == null ? 0 : 1);
      if (horizon != null) {
        write(out, horizon.stamp(), horizon.member());
      }
      out.writeInt(state.quarantine().size());
      for (Bytes blob : state.quarantine()) {
        write(out, blob);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, NavigableMap<Bytes, Long> entries)
      throws IOException {
    out.writeInt(entries.size());
    for (var entry : entries.entrySet()) {
      write(out, entry.getValue(), entry.getKey());
    }
  }

  private static void write(DataOutputStream out, long stamp, Bytes member) throws IOException {
    out.writeLong(stamp);
    write(out, member);
  }

  private static void write(DataOutputStream out, Bytes bytes) throws IOException {
    out.writeInt(bytes.length());
    out.write(bytes.array());
  }

  private static ModelState read(DataInputStream in) throws IOException {
    if (in.readByte() != VERSION) {
      throw new IllegalArgumentException("unknown version");
    }
    ModelState.Builder builder = new ModelState.Builder();
    for (int n = in.readInt(); n > 0; n--) {
      long stamp = in.readLong();
      builder.add(readBytes(in), stamp);
    }
    for (int n = in.readInt(); n > 0; n--) {
      long stamp = in.readLong();
      builder.delete(readBytes(in), stamp);
    }
    if (in.readByte() == 1) {
      long stamp = in.readLong();
      builder.horizon(stamp, readBytes(in));
    }
    for (int n = in.readInt(); n > 0; n--) {
      builder.quarantine(readBytes(in));
    }
    return builder.build();
  }

  private static Bytes readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IllegalArgumentException("length is out of bounds (length=" + length + ")");
    }
    return Bytes.of(in.readNBytes(length));
  }
}
