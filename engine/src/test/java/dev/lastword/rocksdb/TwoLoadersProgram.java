// SPDX-License-Identifier: Apache-2.0
package dev.lastword.rocksdb;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs {@link MergeProgram} with rocksdbjni in a class loader of its own, above all the rest. */
final class TwoLoadersProgram {
  private TwoLoadersProgram() {}

  public static void main(String[] args) throws Exception {
    List<URL> all =
        Stream.of(ChildJvm.currentClassPath().split(File.pathSeparator, -1))
            .map(TwoLoadersProgram::url)
            .toList();
    URL[] rocksdb = all.stream().filter(TwoLoadersProgram::isRocksdb).toArray(URL[]::new);
    URL[] rest = all.stream().filter(url -> !isRocksdb(url)).toArray(URL[]::new);
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader above = new URLClassLoader(rocksdb, platform);
        URLClassLoader below = new URLClassLoader(rest, above)) {
      Class<?> program = below.loadClass(MergeProgram.class.getName());
      Method main = program.getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) args);
    }
  }

  private static boolean isRocksdb(URL url) {
    return new File(url.getPath()).getName().startsWith("rocksdbjni");
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
