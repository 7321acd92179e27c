package it.sportello.web.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.Objects;
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
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> timer;
  private long timerNanos;

  SlowClient(WebOptions options) {
    this.options = options;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  private ChannelHandlerContext here() {
    return Objects.requireNonNull(context);
  }

  /// From now on the headers of the next request are due.
  void expectHeaders() {
    phase = Phase.HEADERS;
    bytesSeen = false;
    var within = firstRequest ? options.firstRequestWithin() : options.nextRequestWithin();
    firstRequest = false;
    due(System.nanoTime() + within.toNanos());
  }

  /// From now on the body is due.
  void expectBody() {
    phase = Phase.BODY;
    bodyEndNanos = System.nanoTime() + options.bodyWithin().toNanos();
    dueInBody();
  }

  /// From now on more of the body is due, after we did not read for a while.
  void expectMoreBody() {
    phase = Phase.BODY;
    dueInBody();
  }

  /// The client has nothing to send, or we do not read.
  void rest() {
    phase = Phase.RESTING;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    bytesSeen = true;
    if (phase == Phase.BODY) {
      dueInBody();
    }
    ctx.fireChannelRead(msg);
  }

  private void dueInBody() {
    long silenceEnd = System.nanoTime() + options.bodySilence().toNanos();
    due(silenceEnd - bodyEndNanos < 0 ? silenceEnd : bodyEndNanos);
  }

  private void due(long nanos) {
    deadlineNanos = nanos;
    Future<?> running = timer;
    if (running != null && timerNanos - nanos <= 0) {
      return;
    }
    if (running != null) {
      running.cancel(false);
    }
    schedule();
  }

  private void schedule() {
    timerNanos = deadlineNanos;
    timer =
        here()
            .executor()
            .schedule(() -> ring(), deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void ring() {
    timer = null;
    if (phase == Phase.RESTING || !here().channel().isActive()) {
      return;
    }
    if (System.nanoTime() - deadlineNanos < 0) {
      schedule();
      return;
    }
    Late late = phase == Phase.BODY ? Late.BODY : bytesSeen ? Late.HEADERS : Late.IDLE;
    phase = Phase.RESTING;
    here().fireUserEventTriggered(late);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
  }
}
