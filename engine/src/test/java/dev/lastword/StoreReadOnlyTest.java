// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lastword.merge.Policy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers beside a store that writes, and copies. */
final class StoreReadOnlyTest {
  @TempDir Path temp;

  @Test
  void openReadOnly_besideAWriter_readsWhatWasWrittenAndRefusesWrites() {
    Path dir = temp.resolve("db");
    try (LwwStore writer = LwwStore.open(dir, Policy.forget())) {
      writer.add("key", "a", 1);
      writer.flush();
      writer.add("key", "b", 2);
      try (LwwStore reader = LwwStore.openReadOnly(dir)) {
        assertEquals(2, reader.size("key"));
        assertEquals(2, reader.timelineOf(List.of("key"), null, 9).size());
        assertThrows(UnsupportedOperationException.class, () -> reader.add("key", "c", 3));
        assertThrows(UnsupportedOperationException.class, () -> reader.join("key", new byte[0]));
        assertThrows(UnsupportedOperationException.class, reader::batch);
        assertThrows(UnsupportedOperationException.class, reader::compact);
        assertThrows(UnsupportedOperationException.class, () -> reader.sweep(Progress.NONE));
        assertThrows(UnsupportedOperationException.class, reader::catchUp);
        assertEquals(new VerifyReport(1, 0, 0, 0), reader.verify(f -> {}, Progress.NONE));
        writer.add("key", "c", 3);
        assertEquals(2, reader.size("key"), "as of its opening");
      }
    }
  }

  @Test
  void asSecondary_catchingUp_seesWhatTheWriterDid() {
    Path dir = temp.resolve("db");
    try (LwwStore writer = LwwStore.open(dir, Policy.forget())) {
      writer.add("key", "a", 1);
      try (LwwStore secondary =
          LwwStore.builder(dir).asSecondary(temp.resolve("secondary")).open()) {
        assertEquals(1, secondary.size("key"));
        writer.add("key", "b", 2);
        secondary.catchUp();
        assertEquals(2, secondary.size("key"));
        assertThrows(UnsupportedOperationException.class, () -> secondary.add("key", "c", 3));
      }
    }
  }

  @Test
  void checkpoint_opened_isTheStoreAtThatTime() {
    Path copy = temp.resolve("copy");
    Policy policy = Policy.forget().maxAdds(50);
    try (LwwStore store = LwwStore.open(temp.resolve("db"), policy)) {
      store.add("key", "a", 1);
      store.checkpoint(copy);
      store.add("key", "b", 2);
      assertThrows(StorageException.class, () -> store.checkpoint(copy), "exists already");
    }
    try (LwwStore store = LwwStore.open(copy)) {
      assertEquals(policy, store.policy(), "the policy goes along");
      assertEquals(List.of(new Entry(utf8("a"), 1)), store.select("key", 0, 10));
    }
  }
}
