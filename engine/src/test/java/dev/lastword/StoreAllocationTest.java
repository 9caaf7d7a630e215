// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lastword.merge.Policy;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hot path leaves no garbage: single writes, batches, and pages read into a buffer. */
final class StoreAllocationTest {
  private static final int CALLS = 20_000;

  /** Far less than one small object a call; the JVM itself allocates a little now and then. */
  private static final long MOST_BYTES = 4L * CALLS;

  @TempDir Path dir;

  @Test
  void writes_andPagesIntoABuffer_allocateNothing() {
    byte[] key = utf8("key");
    byte[] member = utf8("a member");
    ByteBuffer keyBuffer = ByteBuffer.wrap(key);
    ByteBuffer memberBuffer = ByteBuffer.wrap(member);
    EntryBuffer page = new EntryBuffer();
    try (LwwStore store = LwwStore.open(dir, Policy.forget().maxAdds(1_000));
        LwwBatch batch = store.batch()) {
      for (int i = 0; i < 1_000; i++) {
        batch.add(key, utf8("member " + i), i);
      }
      batch.write();
      store.compact();
      assertNoGarbage("page", i -> store.select(key, 0, 50, page));
      assertNoGarbage("page by buffer", i -> store.select(keyBuffer, 5, 50, page));
      assertNoGarbage("add", i -> store.add(key, member, i));
      assertNoGarbage("delete by buffer", i -> store.delete(keyBuffer, memberBuffer, i));
      assertNoGarbage(
          "batch",
          i -> {
            batch.add(key, member, i);
            batch.delete(keyBuffer, memberBuffer, i);
            batch.write();
          });
    }
  }

  @Test
  void select_intoABuffer_isThePageOfTheList() {
    try (LwwStore store = LwwStore.open(dir, Policy.forget())) {
      for (int i = 0; i < 300; i++) {
        store.add("key", "member".repeat(1 + i % 40) + i, i);
      }
      EntryBuffer page = new EntryBuffer();
      for (int offset : new int[] {0, 10, 250, 300, 5_000}) {
        store.select(utf8("key"), offset, 100, page);
        assertEquals(store.select("key", offset, 100), entries(page));
        store.select(ByteBuffer.wrap(utf8("key")), offset, 100, page);
        assertEquals(store.select("key", offset, 100), entries(page));
      }
      store.select(utf8("key"), 0, 1, page);
      byte[] copy = new byte[page.memberLength(0) + 2];
      page.copyMember(0, copy, 1);
      assertEquals(
          "\0" + page.entry(0).memberText() + "\0", new String(copy, StandardCharsets.UTF_8));
      assertEquals(299, page.stamp(0));
      assertThrows(IndexOutOfBoundsException.class, () -> page.stamp(1));
      assertThrows(IndexOutOfBoundsException.class, () -> page.entry(-1));
      try (LwwSnapshot snapshot = store.snapshot()) {
        store.add("key", "later", 1_000);
        snapshot.select(utf8("key"), 0, 1, page);
        assertEquals(299, page.stamp(0));
      }
      store.select(utf8("no such key"), 0, 9, page);
      assertEquals(0, page.size());
    }
  }

  private static List<Entry> entries(EntryBuffer page) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      entries.add(page.entry(i));
    }
    return entries;
  }

  /** Runs again until all is compiled and has grown. */
  private static void assertNoGarbage(String what, IntConsumer call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int run = 0; run < 5 && allocated >= MOST_BYTES; run++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.accept(i);
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    long bytes = allocated;
    assertTrue(bytes < MOST_BYTES, () -> what + " allocated " + bytes + " bytes in " + CALLS);
  }
}
