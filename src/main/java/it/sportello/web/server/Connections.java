package it.sportello.web.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import it.sportello.observe.Meters;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Knows every open connection, turns away those over the bound, and ends them all.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
@Sharable
final class Connections extends ChannelInboundHandlerAdapter {
  /// Fired into each pipeline when the server closes: who has nothing to finish closes now.
  enum Closing {
    NOW
  }

  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final int max;
  private final Counter refused;
  private volatile boolean closing;

  Connections(int max, MeterRegistry meters) {
    this.max = max;
    refused = meters.counter(Meters.HTTP_CONNECTIONS_REFUSED);
    Gauge.builder(Meters.HTTP_CONNECTIONS, open, ChannelGroup::size).register(meters);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (open.size() >= max || closing) {
      refused.increment();
      ctx.close();
      return;
    }
    open.add(ctx.channel());
    ctx.fireChannelActive();
  }

  boolean areClosing() {
    return closing;
  }

  /// Asks every connection to finish, and cuts off what has not after `within`.
  void close(Duration within) {
    closing = true;
    open.forEach(channel -> channel.pipeline().fireUserEventTriggered(Closing.NOW));
    open.newCloseFuture().awaitUninterruptibly(within.toMillis(), TimeUnit.MILLISECONDS);
    open.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
