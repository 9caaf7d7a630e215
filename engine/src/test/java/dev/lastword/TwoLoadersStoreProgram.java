// SPDX-License-Identifier: Apache-2.0
package dev.lastword;

import dev.lastword.merge.Policy;
import dev.lastword.rocksdb.ChildJvm;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two class loaders, each with rocksdbjni and Lastword of its own, each with an open store. */
final class TwoLoadersStoreProgram {
  private TwoLoadersStoreProgram() {}

  /** What runs in each class loader; seen through the JDK's types, which both share. */
  static final class Use implements UnaryOperator<String>, AutoCloseable {
    private final LwwStore store;

    Use(Path dir) {
      store = LwwStore.open(dir, Policy.forget());
    }

    @Override
    public String apply(String member) {
      store.add("key", member, store.size("key") + 1);
      String pending =
          store.select("key", 0, 9).stream().map(Entry::memberText).toList().toString();
      store.compact();
      String merged = store.select("key", 0, 9).stream().map(Entry::memberText).toList().toString();
      return pending.equals(merged) ? merged : pending + " is merged to " + merged;
    }

    @Override
    public void close() {
      store.close();
    }
  }

  public static void main(String[] args) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : ChildJvm.currentClassPath().split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader one = new URLClassLoader(urls.toArray(URL[]::new), platform);
        URLClassLoader two = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
      Object first = use(one, args[0]);
      Object second = use(two, args[1]);
      if (first.getClass() == second.getClass()) {
        throw new IllegalStateException("one class for both");
      }
      System.out.println("first " + apply(first, "a") + apply(first, "b"));
      System.out.println("second " + apply(second, "c") + apply(second, "d"));
      ((AutoCloseable) first).close();
      System.out.println("second " + apply(second, "e"));
      ((AutoCloseable) second).close();
      System.out.println("one database by both: " + openByBoth(one, two, args[2]));
    }
  }

  private static Object use(ClassLoader loader, String dir) throws ReflectiveOperationException {
    var constructor = loader.loadClass(Use.class.getName()).getDeclaredConstructor(Path.class);
    constructor.setAccessible(true);
    return constructor.newInstance(Path.of(dir));
  }

  /** The first stays open until the process ends: what is left of its files is anybody's guess. */
  private static String openByBoth(ClassLoader one, ClassLoader two, String dir) throws Exception {
    apply(use(one, dir), "a");
    try {
      ((AutoCloseable) use(two, dir)).close();
      return "not locked";
    } catch (InvocationTargetException e) {
      return String.valueOf(e.getCause());
    }
  }

  @SuppressWarnings("unchecked") // every class loader's Use is one
  private static String apply(Object use, String member) {
    return ((UnaryOperator<String>) use).apply(member);
  }
}
