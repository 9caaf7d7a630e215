// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lastword.Cursor;
import dev.lastword.Entry;
import dev.lastword.Membership;
import dev.lastword.TimelineEntry;
import dev.lastword.streams.ReadOnlyLwwSets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers over HTTP: {@code /page}, {@code /contains}, {@code /size}, {@code /record} and {@code
 * /timeline} from the partitions that are active here, the same under {@code /stale} from the
 * standbys too, and under {@code /all} from all instances. {@code /active}, {@code /standby} and
 * {@code /restored} tell of this instance.
 */
final class FeedServer {
  private static final HexFormat HEX = HexFormat.of();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final Feeds feeds;
  private final Partitions partitions;

  private FeedServer(Feeds feeds, Partitions partitions) {
    this.feeds = feeds;
    this.partitions = partitions;
  }

  /** Starts answering. */
  static void start(int port, Feeds feeds, Partitions partitions) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.createContext("/", new FeedServer(feeds, partitions)::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    int status = OK;
    byte[] body;
    try {
      String path = exchange.getRequestURI().getPath();
      body = answer(path, new Parameters(exchange.getRequestURI().getRawQuery()));
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

  private byte @Nullable [] answer(String path, Parameters given) {
    int slash = path.lastIndexOf('/');
    return switch (path.substring(0, slash)) {
      case "" -> {
        byte[] status = status(path);
        yield status != null ? status : ask(feeds.local(), path, given);
      }
      case "/stale" -> ask(feeds.stale(), path.substring(slash), given);
      case "/all" -> ask(feeds, path.substring(slash), given);
      default -> null;
    };
  }

  private byte @Nullable [] status(String path) {
    return switch (path) {
      case "/active" -> lines(partitions.active(), String::valueOf);
      case "/standby" -> lines(partitions.standby(), String::valueOf);
      case "/restored" -> lines(partitions.restored().entrySet(), FeedServer::line);
      default -> null;
    };
  }

  private static byte @Nullable [] ask(ReadOnlyLwwSets sets, String question, Parameters given) {
    return switch (question) {
      case "/page" -> lines(page(sets, given), FeedServer::line);
      case "/contains" -> {
        Membership known = sets.contains(given.key(), given.bytes("member"));
        yield (known.state() + "\t" + known.stamp() + "\n").getBytes(UTF_8);
      }
      case "/size" -> (sets.size(given.key()) + "\n").getBytes(UTF_8);
      case "/record" -> sets.record(given.key());
      case "/timeline" -> lines(timeline(sets, given), FeedServer::line);
      default -> null;
    };
  }

  private static List<Entry> page(ReadOnlyLwwSets sets, Parameters given) {
    Cursor after = given.cursor("after");
    Cursor until = given.cursor("until");
    return after == null && until == null
        ? sets.select(given.key(), given.number("offset", 0), given.limit())
        : sets.select(given.key(), after, until, given.limit());
  }

  private static List<TimelineEntry> timeline(ReadOnlyLwwSets sets, Parameters given) {
    Cursor after = given.cursor("after");
    if (after == null || !given.has("last")) {
      return sets.timeline(given.keys(), after, given.limit());
    }
    TimelineEntry last = new TimelineEntry(given.bytes("last"), after.member(), after.stamp());
    return sets.timelineAfter(given.keys(), last, given.limit());
  }

  private static String line(Map.Entry<Integer, Partitions.Restored> one) {
    Partitions.Restored restored = one.getValue();
    return one.getKey()
        + "\t"
        + restored.first()
        + "\t"
        + restored.from()
        + "\t"
        + restored.records();
  }

  private static String line(Entry entry) {
    return entry.stamp() + "\t" + HEX.formatHex(entry.member());
  }

  private static String line(TimelineEntry entry) {
    return entry.stamp() + "\t" + HEX.formatHex(entry.key()) + "\t" + HEX.formatHex(entry.member());
  }

  private static <T> byte[] lines(Collection<T> all, Function<T, String> line) {
    return all.stream()
        .map(one -> line.apply(one) + "\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }
}
