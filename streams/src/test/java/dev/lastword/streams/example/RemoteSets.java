// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams.example;

import dev.lastword.Cursor;
import dev.lastword.Entry;
import dev.lastword.Membership;
import dev.lastword.TimelineEntry;
import dev.lastword.streams.ReadOnlyLwwSets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * The sets of one view of an instance, asked over HTTP. Keys and members travel as hexadecimal
 * digits: they are any bytes. Answers are lines of fields with tabs between them.
 */
final class RemoteSets implements ReadOnlyLwwSets {
  private static final HexFormat HEX = HexFormat.of();

  private final FeedClient client;
  private final HostInfo host;
  private final String view;

  /**
   * A view.
   *
   * @param view empty, {@code /stale} or {@code /all}: see {@link FeedServer}
   */
  RemoteSets(FeedClient client, HostInfo host, String view) {
    this.client = client;
    this.host = host;
    this.view = view;
  }

  @Override
  public List<Entry> select(byte[] key, long offset, int limit) {
    return lines("/page?limit=" + limit + "&offset=" + offset + key(key), RemoteSets::entry);
  }

  @Override
  public List<Entry> select(byte[] key, @Nullable Cursor after, @Nullable Cursor until, int limit) {
    String range = cursor("&after=", after) + cursor("&until=", until);
    return lines("/page?limit=" + limit + range + key(key), RemoteSets::entry);
  }

  @Override
  public Membership contains(byte[] key, byte[] member) {
    String[] fields =
        lines("/contains?member=" + HEX.formatHex(member) + key(key), Function.identity())
            .getFirst();
    return new Membership(Membership.State.valueOf(fields[0]), Long.parseLong(fields[1]));
  }

  @Override
  public long size(byte[] key) {
    return lines("/size?" + key(key), fields -> Long.parseLong(fields[0])).getFirst();
  }

  @Override
  public byte @Nullable [] record(byte[] key) {
    return client.bytes(host, view + "/record?" + key(key));
  }

  @Override
  public List<TimelineEntry> timeline(Collection<byte[]> keys, @Nullable Cursor after, int limit) {
    return timeline(keys, limit, cursor("&after=", after));
  }

  @Override
  public List<TimelineEntry> timelineAfter(Collection<byte[]> keys, TimelineEntry last, int limit) {
    String lastKey = "&last=" + HEX.formatHex(last.key());
    return timeline(keys, limit, cursor("&after=", last.cursor()) + lastKey);
  }

  private List<TimelineEntry> timeline(Collection<byte[]> keys, int limit, String from) {
    String wanted = keys.stream().map(HEX::formatHex).collect(Collectors.joining(","));
    return lines("/timeline?limit=" + limit + from + "&key=" + wanted, RemoteSets::timelineEntry);
  }

  private <T> List<T> lines(String question, Function<String[], T> parser) {
    return client.lines(host, view + question).stream()
        .map(line -> line.split("\t", -1))
        .map(parser)
        .toList();
  }

  private static Entry entry(String[] fields) {
    return new Entry(HEX.parseHex(fields[1]), Long.parseLong(fields[0]));
  }

  private static TimelineEntry timelineEntry(String[] fields) {
    return new TimelineEntry(
        HEX.parseHex(fields[1]), HEX.parseHex(fields[2]), Long.parseLong(fields[0]));
  }

  private static String key(byte[] key) {
    return "&key=" + HEX.formatHex(key);
  }

  private static String cursor(String name, @Nullable Cursor cursor) {
    return cursor == null ? "" : name + cursor.stamp() + ":" + HEX.formatHex(cursor.member());
  }
}
