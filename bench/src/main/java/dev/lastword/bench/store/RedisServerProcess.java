// SPDX-License-Identifier: Apache-2.0
package dev.lastword.bench.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server of our own that keeps nothing on disk and listens to this machine only: the one in
 * embedded-redis' jar, or where that does not start here, {@code redis-server} on the PATH.
 */
final class RedisServerProcess implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String NOTICE =
      "roshi is skipped: no Redis server starts here; install one so that redis-server is on the"
          + " PATH, on Debian and Ubuntu with: apt-get install redis-server";

  private final RedisServer server;
  private final int port;

  private RedisServerProcess(RedisServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a server.
   *
   * @param dir a folder for its program
   * @throws UnavailableException where none starts, which is told on stderr as well
   */
  static RedisServerProcess start(Path dir) {
    try {
      return start(ExecutableProvider.newJarResourceProvider(dir.toFile()));
    } catch (IOException | RuntimeException ofJar) {
      try {
        return start(ExecutableProvider.newExecutableInPath("redis-server"));
      } catch (IOException | RuntimeException ofPath) {
        ofPath.addSuppressed(ofJar);
        System.err.println(NOTICE);
        throw new UnavailableException(NOTICE, ofPath);
      }
    }
  }

  private static RedisServerProcess start(ExecutableProvider program) throws IOException {
    int port = freePort();
    RedisServer server =
        RedisServer.newRedisServer()
            .executableProvider(program)
            .bind(HOST)
            .port(port)
            .setting("save \"\"")
            .setting("appendonly no")
            .onShutdownForceStop(true)
            .build();
    server.start();
    return new RedisServerProcess(server, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A new connection, which the caller closes. */
  Jedis connect() {
    return new Jedis(HOST, port);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
