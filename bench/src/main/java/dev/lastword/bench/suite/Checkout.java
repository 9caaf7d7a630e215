// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.suite;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sources that this was built from, where the jar still lies in them.
 *
 * @param root folder of the repository
 */
record Checkout(Path root) {

  /** The one that holds this jar; empty where it was carried off. */
  static Optional<Checkout> ofJar() {
    try {
      Path jar =
          Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Optional.ofNullable(jar.getParent())
          .map(target -> target.resolve("../..").normalize())
          .filter(root -> Files.exists(root.resolve("bench/pom.xml")))
          .map(Checkout::new);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where results are kept. */
  Path results() {
    return root.resolve("docs/benchmarks");
  }

  /** The ratios that a smoke run is held against. */
  Path ratios() {
    return results().resolve("smoke-ratios.json");
  }

  /** Is this the folder where results are kept? */
  boolean keeps(Path folder) {
    return folder.toAbsolutePath().normalize().equals(results().toAbsolutePath());
  }

  /** Pages with generated parts. */
  List<Path> pages() {
    return List.of(root.resolve("docs/benchmarks.md"), root.resolve("README.md"));
  }

  /** The commit that is checked out, with a plus where the measured sources were changed since. */
  String commit() {
    String commit = git("rev-parse", "--short=12", "HEAD");
    String changes = git("status", "--porcelain", "--", "engine/src/main", "bench/src/main");
    return commit.isEmpty() ? "unknown" : commit + (changes.isEmpty() ? "" : "+");
  }

  /** What git answers; nothing where there is no git. */
  private String git(String... words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(words));
    ProcessBuilder git = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    try (InputStream out = git.start().getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
