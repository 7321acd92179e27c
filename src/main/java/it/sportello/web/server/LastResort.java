package it.sportello.web.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.WriteTimeoutException;
import io.netty.util.ReferenceCountUtil;
import it.sportello.observe.Meters;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of every pipeline: tells what happens on any network from what somebody should look at,
/// counts both, and closes the connection.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
@Sharable
final class LastResort extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

  private final Counter expected;
  private final Counter unexpected;
  private final Counter slowReaders;

  LastResort(MeterRegistry meters) {
    expected = meters.counter(Meters.HTTP_FAILURES, "kind", "expected");
    unexpected = meters.counter(Meters.HTTP_FAILURES, "kind", "unexpected");
    slowReaders = meters.counter(Meters.HTTP_CUT, "reason", "slow-reader");
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ReferenceCountUtil.release(msg);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    ReferenceCountUtil.release(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case WriteTimeoutException _ -> slowReaders.increment();
      // resets, broken pipes, closed channels, TLS noise, frames that are none
      case IOException _, DecoderException _ -> {
        expected.increment();
        LOG.debug("connection failed: {}", cause.toString());
      }
      default -> {
        unexpected.increment();
        LOG.warn("connection failed", cause);
      }
    }
    ctx.close();
  }
}
