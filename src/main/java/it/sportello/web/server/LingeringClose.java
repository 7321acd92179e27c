package it.sportello.web.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/// Closes a connection whose client still sends so that it can read our answer first.
///
/// A plain close with unread input makes the kernel send a reset, which throws away the answer at
/// the client. So: end our side, swallow what comes for at most two seconds, then close (RFC 9112
/// section 9.6).
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class LingeringClose extends ChannelDuplexHandler {
  private static final long LINGER_MS = 2_000;

  private boolean unread;
  private boolean lingering;

  /// Says that the request was not read to its end. On the event loop.
  void inputIsUnread() {
    unread = true;
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (!unread || lingering || !ctx.channel().isActive()) {
      ctx.close(promise);
      return;
    }
    lingering = true;
    if (ctx.channel() instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
    ctx.channel().config().setAutoRead(true);
    ctx.executor().schedule(() -> ctx.close(promise), LINGER_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (lingering) {
      ReferenceCountUtil.release(msg);
      return;
    }
    ctx.fireChannelRead(msg);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (lingering && event == ChannelInputShutdownEvent.INSTANCE) {
      ctx.close();
    }
    ctx.fireUserEventTriggered(event);
  }
}
