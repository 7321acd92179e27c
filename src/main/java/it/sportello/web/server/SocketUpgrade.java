package it.sportello.web.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/// Answers a WebSocket handshake and changes the connection's pipeline from HTTP to frames.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class SocketUpgrade {
  /// Frames that wait at the same time leave together, at most so many.
  private static final int FRAMES_IN_ONE_WRITE = 256;

  /// On the event loop.
  static void complete(
      ChannelHandlerContext ctx,
      Admission.Verdict.Upgrade admitted,
      SocketListener listener,
      SocketMeters meters) {
    SocketRoute route = admitted.route();
    HttpRequest request = admitted.head().netty();
    var connection = new SocketConnection(ctx.channel(), route, listener, meters.of(route));
    handshaker(route, request)
        .handshake(ctx.channel(), withoutBody(request))
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                listener.onClosed(SocketConnection.LOST, "");
                return;
              }
              becomeSocket(ctx.pipeline(), route, connection);
            });
  }

  private static WebSocketServerHandshaker handshaker(SocketRoute route, HttpRequest request) {
    var config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(route.maxMessageBytes())
            .allowExtensions(false)
            .build();
    var factory =
        new WebSocketServerHandshakerFactory(
            request.uri(), route.subprotocol().orElse(null), config);
    return factory.newHandshaker(request);
  }

  private static DefaultFullHttpRequest withoutBody(HttpRequest request) {
    return new DefaultFullHttpRequest(
        request.protocolVersion(),
        request.method(),
        request.uri(),
        Unpooled.EMPTY_BUFFER,
        request.headers(),
        EmptyHttpHeaders.INSTANCE);
  }

  private static void becomeSocket(
      ChannelPipeline pipeline, SocketRoute route, SocketConnection connection) {
    for (String http : ServerPipeline.HTTP_ONLY) {
      pipeline.remove(http);
    }
    pipeline.addFirst("flushes", new FlushConsolidationHandler(FRAMES_IN_ONE_WRITE, true));
    long pingMs = route.pingEvery().toMillis();
    String last = ServerPipeline.LAST_RESORT;
    pipeline.addBefore(last, "silence", new IdleStateHandler(pingMs, 0, 0, TimeUnit.MILLISECONDS));
    pipeline.addBefore(last, "utf8", new Utf8FrameValidator());
    pipeline.addBefore(last, "fragments", new WebSocketFrameAggregator(route.maxMessageBytes()));
    pipeline.addBefore(last, "frames", new SocketFrames(connection));
  }

  private SocketUpgrade() {}
}
