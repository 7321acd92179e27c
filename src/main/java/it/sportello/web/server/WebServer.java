package it.sportello.web.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import it.sportello.access.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves pages, API and sockets on one port.
///
/// Requests run on virtual threads, one at a time for each connection; the event loops only move
/// bytes.
public final class WebServer implements AutoCloseable {
  /// The cookie that carries a session's token.
  public static final String SESSION_COOKIE = "sportello";

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int BACKLOG = 1024;
  private static final int FORM_FIELDS = 100;
  private static final long FORM_FILE_BYTES = 30L * 1024 * 1024;
  private static final int FORM_MEMORY_BYTES = 64 * 1024;

  private final WebOptions options;
  private final EventLoops loops = new EventLoops("web");
  private final ExecutorService requests =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
  private final Connections connections;
  private final ServerPipeline pipeline;
  private @Nullable Channel listening;

  /// @param router every address; not changed any more
  /// @param sessions finds the session of a cookie's token; called on event loops, so it does not
  ///   block
  /// @param meters where requests, connections and failures are counted
  /// @param clock for the `Date` header
  public WebServer(
      Router router,
      Function<String, Optional<Session>> sessions,
      WebOptions options,
      MeterRegistry meters,
      InstantSource clock) {
    this.options = options;
    connections = new Connections(options.maxConnections(), meters);
    var addresses = new ClientAddress(options.trustedProxies());
    var serving =
        new Serving(
            router,
            new Admission(router, sessions, addresses),
            connections,
            requests,
            new RequestMeters(meters),
            new SocketMeters(meters),
            new FormLimits(
                options.temporaryFolder(), FORM_FIELDS, FORM_FILE_BYTES, FORM_MEMORY_BYTES),
            options,
            new HttpDate(clock));
    pipeline = new ServerPipeline(serving, new LastResort(meters));
  }

  /// Starts to listen.
  ///
  /// @param port 0 for any free one
  /// @return the port
  /// @throws IOException if the address cannot be had, or the temporary folder not be emptied
  public int start(String host, int port) throws IOException {
    TemporaryFolder.prepare(options.temporaryFolder());
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(pipeline)
            .bind(host, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(host + ":" + port + ": " + bound.cause().getMessage(), bound.cause());
    }
    listening = bound.channel();
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  /// Stops accepting, lets running requests finish for a bounded time, says goodbye to sockets,
  /// closes everything.
  @Override
  public void close() {
    Channel accepting = listening;
    if (accepting != null) {
      accepting.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
    connections.close(options.closeWithin());
    endRequests();
    loops.close();
  }

  private void endRequests() {
    requests.shutdownNow();
    try {
      if (!requests.awaitTermination(1, TimeUnit.SECONDS)) {
        LOG.warn("a request does not end, not even when interrupted");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
