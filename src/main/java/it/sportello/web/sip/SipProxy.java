package it.sportello.web.sip;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import it.sportello.access.Session;
import it.sportello.base.HostPort;
import it.sportello.observe.Meters;
import it.sportello.web.server.Access;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.SocketListener;
import it.sportello.web.server.SocketRoute;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Forwards one browser's SIP WebSocket to the PBX, for whoever is logged in.
///
/// The upstream socket is open before the browser's handshake is answered; both close together,
/// which is what makes the PBX drop the contact at once. Media does not pass here.
public final class SipProxy implements AutoCloseable {
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;
  private static final int MAX_PENDING_BYTES = 1024 * 1024;
  private static final int CONNECT_MS = 3000;
  private static final String SIP = "sip";

  private final URI upstream;
  private final Function<Session, Optional<String>> sipUser;
  private final MeterRegistry meters;
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  /// @param upstream the PBX's HTTP server
  /// @param sipUser the only user part this session may register and call as; empty: no softphone
  public SipProxy(
      HostPort upstream, Function<Session, Optional<String>> sipUser, MeterRegistry meters) {
    this.upstream = URI.create("ws://" + upstream + "/ws");
    this.sipUser = sipUser;
    this.meters = meters;
  }

  /// The proxy's address.
  public SocketRoute route() {
    return SocketRoute.of("/sip", Access.LOGGED_IN, this::open)
        .withSubprotocol(SIP)
        .withLimits(MAX_MESSAGE_BYTES, MAX_PENDING_BYTES);
  }

  private SocketListener open(Request request) throws InterruptedException {
    String user =
        sipUser
            .apply(request.requireSession())
            .orElseThrow(
                () -> new RequestRefused(403, "no-softphone", "this user has no extension"));
    var link = new SipLink(user, meters);
    connect(link);
    meters.counter(Meters.SIP_CONNECTIONS).increment();
    return link;
  }

  private void connect(SipLink link) throws InterruptedException {
    var config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(upstream)
            .subprotocol(SIP)
            .version(WebSocketVersion.V13)
            .maxFramePayloadLength(MAX_MESSAGE_BYTES)
            .handshakeTimeoutMillis(CONNECT_MS)
            .build();
    var handshaker =
        WebSocketClientHandshakerFactory.newHandshaker(
            upstream,
            WebSocketVersion.V13,
            SIP,
            false,
            new DefaultHttpHeaders(),
            MAX_MESSAGE_BYTES);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new HttpObjectAggregator(MAX_MESSAGE_BYTES))
                        .addLast(new WebSocketClientProtocolHandler(handshaker, config))
                        .addLast(new WebSocketFrameAggregator(MAX_MESSAGE_BYTES))
                        .addLast(link.upstreamHandler());
                  }
                });
    var connecting = bootstrap.connect(upstream.getHost(), upstream.getPort());
    Channel channel = connecting.channel();
    boolean open =
        connecting.await(CONNECT_MS, TimeUnit.MILLISECONDS)
            && connecting.isSuccess()
            && link.awaitHandshake(CONNECT_MS);
    if (!open) {
      var _ = channel.close();
      throw new RequestRefused(
          503, "pbx-unreachable", "Il centralino non risponde / The PBX does not answer");
    }
  }

  @Override
  public void close() {
    var _ = loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
  }
}
