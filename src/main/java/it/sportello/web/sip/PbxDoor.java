package it.sportello.web.sip;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.flow.FlowControlHandler;
import it.sportello.web.server.EventLoops;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Opens WebSockets to the PBX.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class PbxDoor {
  private static final Duration WITHIN = Duration.ofSeconds(3);
  private static final int HANDSHAKE_BYTES = 8 * 1024;

  private final URI upstream;
  private final EventLoops loops;

  PbxDoor(URI upstream, EventLoops loops) {
    this.upstream = upstream;
    this.loops = loops;
  }

  /// Connects and shakes hands; blocks for at most three seconds. Nothing is read after the
  /// handshake until the bridge asks for it.
  ///
  /// @throws IOException if the PBX is not there, or does not speak SIP over WebSocket
  Channel open(SipBridge bridge) throws IOException, InterruptedException {
    var side = new PbxSide(bridge);
    Channel channel =
        new Bootstrap()
            .group(loops.group())
            .channel(loops.clientChannel())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) WITHIN.toMillis())
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel made) {
                    build(made.pipeline(), side);
                  }
                })
            .connect(upstream.getHost(), upstream.getPort())
            .channel();
    try {
      side.ready().get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return channel;
    } catch (ExecutionException | TimeoutException e) {
      channel.close();
      throw new IOException(upstream + ": " + e, e);
    }
  }

  private void build(ChannelPipeline pipeline, PbxSide side) {
    var config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(upstream)
            .subprotocol("sip")
            .allowExtensions(false)
            .maxFramePayloadLength(SipProxy.MAX_MESSAGE_BYTES)
            .handleCloseFrames(false)
            .generateOriginHeader(true)
            .handshakeTimeoutMillis(WITHIN.toMillis())
            .build();
    pipeline.addLast("http", new HttpClientCodec());
    pipeline.addLast("whole", new HttpObjectAggregator(HANDSHAKE_BYTES));
    pipeline.addLast("websocket", new WebSocketClientProtocolHandler(config));
    pipeline.addLast("fragments", new WebSocketFrameAggregator(SipProxy.MAX_MESSAGE_BYTES));
    pipeline.addLast("oneByOne", new FlowControlHandler());
    pipeline.addLast("side", side);
  }
}
