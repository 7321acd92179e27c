package it.sportello.web.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;

/// Makes one `read()` mean one piece, sooner or later.
///
/// The `FlowControlHandler` before this forgets a read when the socket had bytes but no whole
/// piece, and answers one at once when a piece is waiting, as deep inside itself as there are
/// pieces: thousands of one-byte chunks would overflow the stack. So reads are remembered, and
/// looped.
final class SteadyReads extends ChannelDuplexHandler {
  private boolean wanted;
  private boolean came;
  private boolean looping;

  @Override
  public void read(ChannelHandlerContext ctx) {
    wanted = true;
    if (looping) {
      return;
    }
    looping = true;
    try {
      do {
        came = false;
        ctx.read();
      } while (wanted && came);
    } finally {
      looping = false;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    wanted = false;
    came = true;
    ctx.fireChannelRead(msg);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (wanted && !looping) {
      ctx.read();
    }
    ctx.fireChannelReadComplete();
  }
}
