// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lastword.Entry;
import dev.lastword.TimelineEntry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers over HTTP: {@code /page}, {@code /timeline} and {@code /record} from the partitions here,
 * the same under {@code /all} from all instances.
 */
final class FeedServer {
  private static final HexFormat HEX = HexFormat.of();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final Feeds feeds;
  private final IntSupplier partitions;

  private FeedServer(Feeds feeds, IntSupplier partitions) {
    this.feeds = feeds;
    this.partitions = partitions;
  }

  /** Starts answering. */
  static void start(int port, Feeds feeds, IntSupplier partitions) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.createContext("/", new FeedServer(feeds, partitions)::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    int status = OK;
    byte[] body;
    try {
      body = answer(exchange.getRequestURI().getPath(), parameters(exchange));
      status = body == null ? NOT_FOUND : OK;
    } catch (RuntimeException e) {
      status = UNAVAILABLE;
      body = e.toString().getBytes(UTF_8);
    }
    try (exchange) {
      exchange.sendResponseHeaders(status, body == null || body.length == 0 ? -1 : body.length);
      if (body != null) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private byte @Nullable [] answer(String path, Map<String, String> given) {
    int limit = Integer.parseInt(given.getOrDefault("limit", "50"));
    List<byte[]> keys =
        Arrays.stream(given.getOrDefault("key", "").split(",", -1)).map(HEX::parseHex).toList();
    return switch (path) {
      case "/page" -> page(feeds.local().select(keys.getFirst(), 0, limit));
      case "/all/page" -> page(feeds.page(keys.getFirst(), limit));
      case "/timeline" -> timeline(feeds.local().timeline(keys, null, limit));
      case "/all/timeline" -> timeline(feeds.timeline(keys, limit));
      case "/record" -> feeds.local().record(keys.getFirst());
      case "/all/record" -> feeds.record(keys.getFirst());
      case "/partitions" -> Integer.toString(partitions.getAsInt()).getBytes(UTF_8);
      default -> null;
    };
  }

  private static byte[] page(List<Entry> page) {
    return page.stream()
        .map(entry -> entry.stamp() + "\t" + HEX.formatHex(entry.member()) + "\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  private static byte[] timeline(List<TimelineEntry> page) {
    return page.stream()
        .map(entry ->
            entry.stamp()
                + "\t"
                + HEX.formatHex(entry.key())
                + "\t"
                + HEX.formatHex(entry.member())
                + "\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  private static Map<String, String> parameters(HttpExchange exchange) {
    Map<String, String> parameters = new HashMap<>();
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : (query == null ? "" : query).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return parameters;
  }
}
