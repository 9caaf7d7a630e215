// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.Entry;
import dev.lastword.TimelineEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Asks an instance over HTTP. Keys and members travel as hexadecimal digits: they are any bytes.
 */
final class FeedClient {
  private static final HexFormat HEX = HexFormat.of();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  List<Entry> page(HostInfo host, byte[] key, int limit) {
    return lines(host, "/page?limit=" + limit + "&key=" + HEX.formatHex(key)).stream()
        .map(line -> line.split("\t", -1))
        .map(fields -> new Entry(HEX.parseHex(fields[1]), Long.parseLong(fields[0])))
        .toList();
  }

  List<TimelineEntry> timeline(HostInfo host, List<byte[]> keys, int limit) {
    return timeline(host, "/timeline", keys, limit);
  }

  /** From all instances, asked of this one. */
  List<TimelineEntry> wholeTimeline(HostInfo host, List<byte[]> keys, int limit) {
    return timeline(host, "/all/timeline", keys, limit);
  }

  private List<TimelineEntry> timeline(HostInfo host, String path, List<byte[]> keys, int limit) {
    String wanted = keys.stream().map(HEX::formatHex).collect(Collectors.joining(","));
    return lines(host, path + "?limit=" + limit + "&key=" + wanted).stream()
        .map(line -> line.split("\t", -1))
        .map(fields ->
            new TimelineEntry(
                HEX.parseHex(fields[1]), HEX.parseHex(fields[2]), Long.parseLong(fields[0])))
        .toList();
  }

  byte @Nullable [] record(HostInfo host, byte[] key) {
    return bytes(host, "/record?key=" + HEX.formatHex(key));
  }

  /** Wherever it is, asked of this one. */
  byte @Nullable [] wholeRecord(HostInfo host, byte[] key) {
    return bytes(host, "/all/record?key=" + HEX.formatHex(key));
  }

  private byte @Nullable [] bytes(HostInfo host, String path) {
    HttpResponse<byte[]> answer = ask(host, path, BodyHandlers.ofByteArray());
    return answer.statusCode() == NOT_FOUND ? null : answer.body();
  }

  private List<String> lines(HostInfo host, String path) {
    return ask(host, path, BodyHandlers.ofString()).body().lines().toList();
  }

  /** How many partitions are active there; -1 while it is not running. */
  int partitions(HostInfo host) {
    return Integer.parseInt(lines(host, "/partitions").getFirst());
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
