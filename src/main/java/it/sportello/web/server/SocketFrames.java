package it.sportello.web.server;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;

/// Hands the frames of one WebSocket to its [SocketConnection], answers pings and sends them.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class SocketFrames extends ChannelInboundHandlerAdapter {
  private final SocketConnection connection;
  private boolean pinged;

  SocketFrames(SocketConnection connection) {
    this.connection = connection;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    connection.opened();
    ctx.channel().config().setAutoRead(true);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    pinged = false;
    try {
      switch (msg) {
        case TextWebSocketFrame text -> connection.cameText(text.text());
        case BinaryWebSocketFrame binary ->
            connection.cameBinary(ByteBufUtil.getBytes(binary.content()));
        case PingWebSocketFrame ping ->
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        case CloseWebSocketFrame close ->
            connection.peerCloses(close.statusCode(), close.reasonText());
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(msg);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == Connections.Closing.NOW) {
      connection.close(1001, "server closing");
      return;
    }
    if (event instanceof IdleStateEvent && connection.isReading()) {
      silence(ctx);
      return;
    }
    ctx.fireUserEventTriggered(event);
  }

  private void silence(ChannelHandlerContext ctx) {
    if (pinged) {
      connection.lost();
      return;
    }
    pinged = true;
    ctx.writeAndFlush(new PingWebSocketFrame());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    connection.gone();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      // the decoder has sent its close frame already
      case CorruptedWebSocketFrameException _ -> connection.violated();
      case TooLongFrameException _ -> connection.close(1009, "message too big");
      default -> ctx.fireExceptionCaught(cause);
    }
  }
}
