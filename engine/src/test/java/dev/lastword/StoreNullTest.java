// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import static dev.lastword.TestStores.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lastword.merge.LwwMergeOperator;
import dev.lastword.merge.Policy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;

/**
 * A null where none is meant is a {@link NullPointerException} at once: in every public method, in
 * each place, found by reflection, so that a new method is in it too.
 */
@Timeout(120)
final class StoreNullTest {
  @TempDir Path temp;

  @Test
  void calls_withANull_areRefusedAndLeaveNoCallUnderWay() throws Exception {
    LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget());
    int tried = 0;
    try (LwwBatch batch = store.batch();
        LwwSnapshot snapshot = store.snapshot()) {
      for (Object target : List.of(store, batch, snapshot)) {
        tried += tryAll(target, target.getClass().getMethods());
      }
      tried += tryAll(LwwStore.builder(temp), StoreBuilder.class.getMethods());
      assertEquals(0, batch.count());
      try (KeyIterator keys = store.keys()) {
        assertFalse(keys.hasNext());
      }
    }
    tried += tryAll(null, LwwStore.class.getMethods());
    assertTrue(tried > 60, "places tried: " + tried);
    store.close(); // would wait for ever for a call that never left
  }

  private int tryAll(@Nullable Object target, Method[] methods) throws Exception {
    int tried = 0;
    for (Method method : methods) {
      boolean fits = Modifier.isStatic(method.getModifiers()) == (target == null);
      boolean ours = method.getDeclaringClass().getPackageName().equals("dev.lastword");
      if (!fits || !ours || method.getName().equals("equals")) {
        continue;
      }
      for (int i = 0; i < method.getParameterCount(); i++) {
        Class<?> type = method.getParameterTypes()[i];
        if (!type.isPrimitive() && !mayBeNull(method, i)) {
          refused(target, method, i);
          tried++;
        }
      }
    }
    return tried;
  }

  /** Where null means something, the signature says so. */
  private static boolean mayBeNull(Method method, int place) {
    return method.getAnnotatedParameterTypes()[place].isAnnotationPresent(Nullable.class);
  }

  private void refused(@Nullable Object target, Method method, int place) throws Exception {
    Class<?>[] types = method.getParameterTypes();
    List<@Nullable Object> arguments = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      arguments.add(i == place ? null : argument(types[i], method));
    }
    String what = method + " with null in place " + place;
    try {
      assertNull(method.invoke(target, arguments.toArray()), what);
      fail(what + " is taken");
    } catch (InvocationTargetException e) {
      assertEquals(NullPointerException.class, e.getTargetException().getClass(), what);
    }
  }

  private @Nullable Object argument(Class<?> type, Method method) {
    List<Object> all =
        List.of(
            "text",
            1L,
            1,
            false,
            utf8("bytes"),
            new EntryBuffer(),
            List.of(),
            new TimelineEntry(utf8("key"), utf8("m"), 1),
            temp.resolve("other"),
            Policy.forget(),
            PolicyChange.REFUSE,
            Progress.NONE,
            (LongSupplier) () -> 0,
            (Consumer<Object>) any -> {},
            (QuarantineListener) (key, chunks, bytes) -> {});
    if (type == ByteBuffer.class) {
      return ByteBuffer.wrap(utf8("bytes"));
    }
    if (Set.of(Cursor.class, RocksDB.class, ColumnFamilyHandle.class, LwwMergeOperator.class)
        .contains(type)) {
      return null; // nothing needs one to find the null
    }
    Class<?> boxed = type == long.class ? Long.class : type == int.class ? Integer.class : type;
    return all.stream()
        .filter(each -> (boxed == boolean.class ? Boolean.class : boxed).isInstance(each))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " for " + method));
  }

  @Test
  void timeline_withANullKey_isRefused() {
    try (LwwStore store = LwwStore.open(temp.resolve("db"), Policy.forget())) {
      Collection<byte[]> keys = Arrays.asList(utf8("a"), null);
      try {
        store.timeline(keys, null, 1);
        fail("a null key is taken");
      } catch (NullPointerException expected) {
        assertEquals(0, store.size("a"));
      }
    }
  }
}
