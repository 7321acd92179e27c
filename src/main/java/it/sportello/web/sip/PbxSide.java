package it.sportello.web.sip;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What comes from the PBX on one connection.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class PbxSide extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(PbxSide.class);

  private final SipBridge bridge;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private int closeCode = SipBridge.PBX_GONE;

  PbxSide(SipBridge bridge) {
    this.bridge = bridge;
  }

  /// Completes with the handshake, or fails with the reason.
  CompletableFuture<Boolean> ready() {
    return ready;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      ctx.channel().config().setAutoRead(false);
      ready.complete(true);
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    try {
      switch (msg) {
        case TextWebSocketFrame text -> bridge.cameFromPbx(text.text());
        case BinaryWebSocketFrame binary ->
            bridge.cameFromPbx(ByteBufUtil.getBytes(binary.content()));
        case CloseWebSocketFrame close -> {
          closeCode = close.statusCode();
          ctx.close();
        }
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(msg);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    bridge.pbxReadsAgain();
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ready.completeExceptionally(new IOException("closed during the handshake"));
    bridge.pbxIsGone(closeCode);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("PBX connection failed: {}", cause.toString());
    ready.completeExceptionally(cause);
    ctx.close();
  }
}
