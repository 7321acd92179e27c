package it.sportello.web.sip;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import it.sportello.observe.Meters;
import it.sportello.web.server.SocketListener;
import it.sportello.web.server.SocketOut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One browser and its socket to the PBX.
///
/// The browser's side runs on the server's event loops, the PBX's side on the proxy's; each only
/// hands over to the other.
final class SipLink implements SocketListener {
  private final String user;
  private final MeterRegistry meters;
  private final CountDownLatch handshake = new CountDownLatch(1);
  private final List<String> early = new ArrayList<>();
  private volatile @Nullable Channel upstream;
  private volatile @Nullable SocketOut browser;
  private volatile boolean closed;

  SipLink(String user, MeterRegistry meters) {
    this.user = user;
    this.meters = meters;
  }

  boolean awaitHandshake(long ms) throws InterruptedException {
    return handshake.await(ms, TimeUnit.MILLISECONDS) && upstream != null;
  }

  @Override
  public void onOpen(SocketOut out) {
    synchronized (early) {
      browser = out;
      early.forEach(out::text);
      early.clear();
    }
    if (closed) {
      out.close(1001, "the PBX closed");
    }
  }

  @Override
  public void onText(String text) {
    Channel to = upstream;
    SocketOut out = browser;
    if (to == null || out == null) {
      return;
    }
    if (SipGuard.isImpostor(text, user)) {
      meters.counter(Meters.SIP_IMPOSTORS).increment();
      out.close(1008, "not your extension");
      return;
    }
    count("in");
    var _ = to.writeAndFlush(new TextWebSocketFrame(text));
    if (!to.isWritable()) {
      out.reading(false);
    }
  }

  @Override
  public boolean onBinary(byte[] bytes) {
    onText(new String(bytes, StandardCharsets.UTF_8));
    return true;
  }

  @Override
  public void onWritable() {
    Channel to = upstream;
    if (to != null) {
      to.config().setAutoRead(true);
    }
  }

  @Override
  public void onClosed(int code, String reason) {
    closed = true;
    Channel to = upstream;
    if (to != null) {
      var _ = to.close();
    }
  }

  private void toBrowser(ChannelHandlerContext context, String text) {
    count("out");
    SocketOut out;
    synchronized (early) {
      out = browser;
      if (out == null) {
        early.add(text);
        return;
      }
    }
    out.text(text);
    if (!out.isWritable()) {
      context.channel().config().setAutoRead(false);
    }
  }

  private void count(String direction) {
    meters.counter(Meters.SIP_MESSAGES, "direction", direction).increment();
  }

  ChannelHandler upstreamHandler() {
    return new Upstream();
  }

  /// The PBX's side.
  private final class Upstream extends SimpleChannelInboundHandler<WebSocketFrame> {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        upstream = context.channel();
        handshake.countDown();
      } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
        var _ = context.close();
      }
      super.userEventTriggered(context, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
        toBrowser(context, frame.content().toString(StandardCharsets.UTF_8));
      }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
      SocketOut out = browser;
      if (out != null && context.channel().isWritable()) {
        out.reading(true);
      }
      super.channelWritabilityChanged(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      closed = true;
      handshake.countDown();
      SocketOut out = browser;
      if (out != null) {
        out.close(1001, "the PBX closed");
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }
  }
}
