// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/**
 * Which keys the changelog holds for a set, as far as this store wrote or restored them: what there
 * is to tombstone. One too many costs a tombstone for nothing; one missing leaves a record behind,
 * which joins to the rest.
 *
 * <pre>
 *  0          4                           4+n          4+n+10
 *  +----------+-----------------------------+------------+
 *  | n, i32   | the set's key, n bytes      | writer, part: as in ChangelogKey
 *  +----------+-----------------------------+------------+
 * </pre>
 */
final class KnownParts {
  private final SmallFamily family;

  KnownParts(SmallFamily family) {
    this.family = family;
  }

  void add(byte[] changelogKey) {
    family.put(row(changelogKey));
  }

  void remove(byte[] changelogKey) {
    family.remove(row(changelogKey));
  }

  /** To look up several sets, as of now. */
  Lookup lookup() {
    return new Lookup(family.scan());
  }

  /** Owns an iterator. */
  static final class Lookup implements AutoCloseable {
    private final SmallFamily.Scan scan;

    private Lookup(SmallFamily.Scan scan) {
      this.scan = scan;
    }

    /** Returns the set's keys in the changelog, in a set of the caller's. */
    Set<Bytes> of(byte[] setKey) {
      Set<Bytes> keys = new LinkedHashSet<>();
      scan.forEachWith(
          row(setKey, setKey.length),
          row -> keys.add(Bytes.wrap(Arrays.copyOfRange(row, Integer.BYTES, row.length))));
      return keys;
    }

    @Override
    public void close() {
      scan.close();
    }
  }

  private static byte[] row(byte[] changelogKey) {
    return row(changelogKey, changelogKey.length - ChangelogKey.EXTRA);
  }

  /** The length comes first, so that no set's rows lie among those of a longer key. */
  private static byte[] row(byte[] key, int setKeyLength) {
    return ByteBuffer.allocate(Integer.BYTES + key.length).putInt(setKeyLength).put(key).array();
  }
}
