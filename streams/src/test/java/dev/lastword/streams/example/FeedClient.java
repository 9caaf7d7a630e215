// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.streams.ReadOnlyLwwSets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** Asks instances over HTTP. */
final class FeedClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The sets of the partitions that are active there. */
  ReadOnlyLwwSets local(HostInfo host) {
    return new RemoteSets(this, host, "");
  }

  /** The sets of its standbys too, which may lie behind. */
  ReadOnlyLwwSets stale(HostInfo host) {
    return new RemoteSets(this, host, "/stale");
  }

  /** The sets of all instances, asked of this one. */
  ReadOnlyLwwSets all(HostInfo host) {
    return new RemoteSets(this, host, "/all");
  }

  /** The partitions that are active there; throws while it is not running. */
  Set<Integer> active(HostInfo host) {
    return partitions(host, "/active");
  }

  /** The partitions of which it has a standby; throws while it is not running. */
  Set<Integer> standby(HostInfo host) {
    return partitions(host, "/standby");
  }

  private Set<Integer> partitions(HostInfo host, String path) {
    return lines(host, path).stream().map(Integer::valueOf).collect(Collectors.toSet());
  }

  /** What each partition took from the changelog, before it became active there the last time. */
  Map<Integer, Partitions.Restored> restored(HostInfo host) {
    return lines(host, "/restored").stream()
        .map(line -> line.split("\t", -1))
        .collect(Collectors.toMap(fields -> Integer.valueOf(fields[0]), FeedClient::restored));
  }

  private static Partitions.Restored restored(String[] fields) {
    return new Partitions.Restored(
        Long.parseLong(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3]));
  }

  byte @Nullable [] bytes(HostInfo host, String path) {
    HttpResponse<byte[]> answer = ask(host, path, BodyHandlers.ofByteArray());
    return answer.statusCode() == NOT_FOUND ? null : answer.body();
  }

  List<String> lines(HostInfo host, String path) {
    return ask(host, path, BodyHandlers.ofString()).body().lines().toList();
  }

  private <T> HttpResponse<T> ask(HostInfo host, String path, HttpResponse.BodyHandler<T> handler) {
    URI uri = URI.create("http://" + host.host() + ":" + host.port() + path);
    try {
      HttpResponse<T> answer =
          http.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), handler);
      if (answer.statusCode() != OK && answer.statusCode() != NOT_FOUND) {
        throw new IllegalStateException(uri + " answers " + answer.statusCode());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
