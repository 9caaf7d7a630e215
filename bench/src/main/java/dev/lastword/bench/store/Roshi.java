// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.resps.Tuple;

/**
 * SoundCloud's Roshi on a real Redis in memory: two sorted sets a key, adds in {@code key+} and
 * deletes in {@code key-}, changed by a script that compares stamps and cuts ({@link RoshiScript});
 * a page is ZREVRANGE of {@code key+}. Over loopback with the client Jedis, {@value #DEPTH} calls
 * in a pipeline, single operations too; nothing is written to disk. Written after the semantics
 * that Roshi's documentation gives. Its stamps are doubles: microseconds are exact.
 */
final class Roshi implements Contender {
  private static final int DEPTH = 64;
  private static final byte ADDS = '+';
  private static final byte DELETES = '-';

  private final RedisServerProcess server;
  private final Jedis control;
  private final byte[] script;
  private final byte[] bound;
  private final long memoryOfNothing;

  Roshi(Setting setting) {
    server = RedisServerProcess.start(setting.dir());
    control = server.connect();
    script = control.scriptLoad(ascii(RoshiScript.TEXT));
    bound = ascii(Integer.toString(setting.bound()));
    memoryOfNothing = usedMemory();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private long usedMemory() {
    String prefix = "used_memory:";
    return control
        .info("memory")
        .lines()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Session session() {
    return new PipelinedSession();
  }

  /** Redis leaves nothing for later. */
  @Override
  public void settle() {}

  /** Redis has one shape only. */
  @Override
  public void compact() {}

  @Override
  public Figures figures() {
    return new Figures(0, usedMemory() - memoryOfNothing);
  }

  @Override
  public void close() {
    control.close();
    server.close();
  }

  private final class PipelinedSession implements Session {
    private final Jedis connection = server.connect();
    private final Pipeline pipeline = connection.pipelined();
    private final List<Response<Object>> pending = new ArrayList<>();

    @Override
    public void add(long set, long member, long stamp) {
      send(key(set, ADDS), key(set, DELETES), member, stamp);
    }

    @Override
    public void delete(long set, long member, long stamp) {
      send(key(set, DELETES), key(set, ADDS), member, stamp);
    }

    private void send(byte[] into, byte[] outOf, long member, long stamp) {
      byte[] score = ascii(Long.toString(stamp));
      pending.add(pipeline.evalsha(script, 2, into, outOf, score, name(member), bound));
      if (pending.size() == DEPTH) {
        drain();
      }
    }

    @Override
    public void write(Batch operations) {
      for (int i = 0; i < operations.size(); i++) {
        if (operations.isDelete(i)) {
          delete(operations.set(i), operations.member(i), operations.stamp(i));
        } else {
          add(operations.set(i), operations.member(i), operations.stamp(i));
        }
      }
      drain();
    }

    @Override
    public void drain() {
      pipeline.sync();
      pending.forEach(Response::get); // throws what the server refused
      pending.clear();
    }

    @Override
    public void page(long set, int offset, int limit, Page page) {
      pages(new long[] {set}, offset, limit, new Page[] {page});
    }

    @Override
    public void pages(long[] sets, int offset, int limit, Page[] pages) {
      List<Response<List<Tuple>>> answers = ask(sets, offset, limit);
      for (int i = 0; i < sets.length; i++) {
        pages[i].clear();
        for (Tuple tuple : answers.get(i).get()) {
          pages[i].add(Bytes.get(tuple.getBinaryElement()), (long) tuple.getScore());
        }
      }
    }

    private List<Response<List<Tuple>>> ask(long[] sets, int offset, int limit) {
      List<Response<List<Tuple>>> answers = new ArrayList<>(sets.length);
      for (long set : sets) {
        answers.add(pipeline.zrevrangeWithScores(key(set, ADDS), offset, offset + limit - 1));
        if (answers.size() % DEPTH == 0) {
          pipeline.sync();
        }
      }
      pipeline.sync();
      return answers;
    }

    @Override
    public boolean contains(long set, long member) {
      return countContained(new long[] {set}, new long[] {member}) == 1;
    }

    @Override
    public int countContained(long[] sets, long[] members) {
      List<Response<Double>> answers = new ArrayList<>(sets.length);
      for (int i = 0; i < sets.length; i++) {
        answers.add(pipeline.zscore(key(sets[i], ADDS), name(members[i])));
      }
      pipeline.sync();
      int count = 0;
      for (Response<Double> answer : answers) {
        count += answer.get() == null ? 0 : 1;
      }
      return count;
    }

    @Override
    public void timeline(long[] sets, int limit, Page page) {
      Newest newest = new Newest(limit);
      for (Response<List<Tuple>> answer : ask(sets, 0, limit)) {
        for (Tuple tuple : answer.get()) {
          long member = Bytes.get(tuple.getBinaryElement());
          if (!newest.offer(new Row(member, (long) tuple.getScore(), false))) {
            break; // all others of the set are older
          }
        }
      }
      newest.page(page);
    }

    private static byte[] key(long set, byte suffix) {
      byte[] key = Bytes.set(new byte[Long.BYTES + 1], set);
      key[Long.BYTES] = suffix;
      return key;
    }

    private static byte[] name(long member) {
      return Bytes.set(new byte[Long.BYTES], member);
    }

    @Override
    public void close() {
      pipeline.close();
      connection.close();
    }
  }
}
