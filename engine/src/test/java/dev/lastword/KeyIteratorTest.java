// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastword.merge.Policy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks over keys. */
final class KeyIteratorTest {
  private static final List<String> KEYS =
      List.of(
          "00", "61", "6100", "61ff", "61ff00", "61ffff", "62", "fe", "feff", "ff", "ff00", "ffff",
          "ffffff");

  @TempDir Path dir;

  @Test
  void keys_byPrefix_areThoseThatBeginWithIt() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      for (String key : KEYS) {
        store.add(bytes(key), bytes("01"), 1);
      }
      for (String prefix :
          List.of("", "00", "61", "61ff", "61ffff", "63", "fe", "ff", "ffff", "ffffffff")) {
        List<String> expected = KEYS.stream().filter(key -> key.startsWith(prefix)).toList();
        assertEquals(expected, keys(store, bytes(prefix)), prefix);
      }
    }
  }

  @Test
  void endOf_prefix_isTheLeastKeyAboveAll() {
    assertArrayEquals(bytes("62"), RecordCursor.endOf(bytes("61")));
    assertArrayEquals(bytes("62"), RecordCursor.endOf(bytes("61ffff")));
    assertArrayEquals(bytes("ff"), RecordCursor.endOf(bytes("fe")));
    assertNull(RecordCursor.endOf(bytes("ffff")));
    assertNull(RecordCursor.endOf(bytes("")));
  }

  @Test
  void iterator_overALaterWrite_staysAtItsMoment() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add("a", "m", 1);
      store.add("c", "m", 1);
      try (RecordIterator records = store.records(new byte[0])) {
        store.add("b", "m", 1);
        store.add("c", "n", 2);
        assertEquals("a", new String(records.next().key(), StandardCharsets.UTF_8));
        assertEquals(1, records.next().state().visible().size());
        assertFalse(records.hasNext());
        assertThrows(NoSuchElementException.class, records::next);
      }
    }
  }

  @Test
  void iterator_ofASnapshot_outlivesIt() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      store.add("a", "m", 1);
      KeyIterator keys;
      try (LwwSnapshot snapshot = store.snapshot()) {
        store.add("b", "m", 1);
        keys = snapshot.keys();
      }
      store.compact();
      keys.next();
      assertFalse(keys.hasNext());
      keys.close();
      keys.close();
      assertThrows(IllegalStateException.class, keys::hasNext);
      assertThrows(IllegalStateException.class, keys::next);
    }
  }

  private static List<String> keys(SetReader reader, byte[] prefix) {
    List<String> keys = new ArrayList<>();
    try (KeyIterator iterator = reader.keys(prefix)) {
      iterator.forEachRemaining(key -> keys.add(HexFormat.of().formatHex(key)));
    }
    return keys;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
