package it.sportello.web.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watches the clock while the client has to send something, and fires [Late] up the pipeline.
///
/// One timer for each connection, pushed on lazily: a fast request schedules nothing.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class SlowClient extends ChannelInboundHandlerAdapter {
  /// What did not come in time.
  enum Late {
    /// Nothing at all came: the connection was idle.
    IDLE,
    /// The headers did not come whole.
    HEADERS,
    /// The body did not come whole, or paused for too long.
    BODY
  }

  private enum Phase {
    RESTING,
    HEADERS,
    BODY
  }

  private final WebOptions options;
  private Phase phase = Phase.RESTING;
  private boolean bytesSeen;
  private boolean firstRequest = true;
  private long deadlineNanos;
  private long bodyEndNanos;
  private @Nullable Future<?> timer;
  private long timerNanos;

  SlowClient(WebOptions options) {
    this.options = options;
  }

  /// From now on the headers of the next request are due.
  void expectHeaders(ChannelHandlerContext ctx) {
    phase = Phase.HEADERS;
    bytesSeen = false;
    var within = firstRequest ? options.firstRequestWithin() : options.nextRequestWithin();
    firstRequest = false;
    due(ctx, System.nanoTime() + within.toNanos());
  }

  /// From now on the body is due.
  void expectBody(ChannelHandlerContext ctx) {
    phase = Phase.BODY;
    bodyEndNanos = System.nanoTime() + options.bodyWithin().toNanos();
    dueInBody(ctx);
  }

  /// From now on more of the body is due, after we did not read for a while.
  void expectMoreBody(ChannelHandlerContext ctx) {
    phase = Phase.BODY;
    dueInBody(ctx);
  }

  /// The client has nothing to send, or we do not read.
  void rest() {
    phase = Phase.RESTING;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    bytesSeen = true;
    if (phase == Phase.BODY) {
      dueInBody(ctx);
    }
    ctx.fireChannelRead(msg);
  }

  private void dueInBody(ChannelHandlerContext ctx) {
    long silenceEnd = System.nanoTime() + options.bodySilence().toNanos();
    due(ctx, silenceEnd - bodyEndNanos < 0 ? silenceEnd : bodyEndNanos);
  }

  private void due(ChannelHandlerContext ctx, long nanos) {
    deadlineNanos = nanos;
    Future<?> running = timer;
    if (running != null && timerNanos - nanos <= 0) {
      return;
    }
    if (running != null) {
      running.cancel(false);
    }
    schedule(ctx);
  }

  private void schedule(ChannelHandlerContext ctx) {
    timerNanos = deadlineNanos;
    timer =
        ctx.executor()
            .schedule(() -> ring(ctx), deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void ring(ChannelHandlerContext ctx) {
    timer = null;
    if (phase == Phase.RESTING || !ctx.channel().isActive()) {
      return;
    }
    if (System.nanoTime() - deadlineNanos < 0) {
      schedule(ctx);
      return;
    }
    Late late = phase == Phase.BODY ? Late.BODY : bytesSeen ? Late.HEADERS : Late.IDLE;
    phase = Phase.RESTING;
    ctx.fireUserEventTriggered(late);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
  }
}
