package it.sportello.web.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/// A request that was admitted: its body is fed, then its handler runs and answers.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class ServedTurn implements Turn, Exchange.Connection {
  private final Serving serving;
  private final ConnectionEnd end;
  private final RequestHandler requests;
  private final SlowClient slow;
  private final Admission.Verdict.Serve admitted;
  private final long startNanos = System.nanoTime();
  private final IncomingBody body;
  private @Nullable ChannelHandlerContext context;
  private boolean started;
  private boolean over;

  ServedTurn(
      Serving serving,
      ConnectionEnd end,
      RequestHandler requests,
      SlowClient slow,
      Admission.Verdict.Serve admitted) {
    this.serving = serving;
    this.end = end;
    this.requests = requests;
    this.slow = slow;
    this.admitted = admitted;
    body = new IncomingBody(admitted.route().maxBodyBytes(), this::bodyHasRoom);
  }

  @Override
  public void begin(ChannelHandlerContext ctx) {
    context = ctx;
    if (HttpUtil.is100ContinueExpected(request())) {
      ctx.writeAndFlush(
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
    slow.expectBody();
    ctx.read();
  }

  @Override
  public void piece(ChannelHandlerContext ctx, HttpContent piece, boolean last) {
    if (over) {
      piece.release();
      return;
    }
    if (!body.add(piece)) {
      fail(ctx, IncomingBody.tooLarge(admitted.route().maxBodyBytes()));
      return;
    }
    if (last || body.isFull()) {
      slow.rest();
    } else {
      ctx.read();
    }
    if (!started && body.canStart()) {
      start();
    }
  }

  private void start() {
    started = true;
    var request = new Request(admitted.head(), body, serving.formLimits());
    serving
        .requests()
        .execute(new Exchange(request, admitted.route(), body, serving.router(), this));
  }

  private void bodyHasRoom() {
    ChannelHandlerContext ctx = here();
    ctx.executor()
        .execute(
            () -> {
              if (!over && !body.isComplete() && !body.hasFailed()) {
                slow.expectMoreBody();
                ctx.read();
              }
            });
  }

  @Override
  public void fail(ChannelHandlerContext ctx, RequestRefused why) {
    slow.rest();
    if (started) {
      body.fail(why);
      return;
    }
    if (!over) {
      over = true;
      body.drop();
      if (ctx.channel().isActive()) {
        end.inputIsUnread();
        Response response = why.response();
        answered(response, end.writer().send(response, ConnectionEnd.bytesOf(response), true));
      }
    }
  }

  @Override
  public ResponseWriter writer() {
    return end.writer();
  }

  @Override
  public boolean isLast() {
    if (body.isComplete()) {
      return serving.connections().areClosing();
    }
    here().executor().execute(end::inputIsUnread);
    return true;
  }

  @Override
  public void answered(Response response, ChannelFuture written) {
    ChannelHandlerContext ctx = here();
    written.addListener(
        _ -> {
          over = true;
          serving
              .requestMeters()
              .answered(
                  MethodLabel.of(request()),
                  admitted.template(),
                  response.status(),
                  System.nanoTime() - startNanos);
          if (body.isComplete() && ctx.channel().isActive()) {
            requests.nextRequest(ctx);
          }
        });
  }

  @Override
  public void broken() {
    here().close();
  }

  private HttpRequest request() {
    return admitted.head().netty();
  }

  private ChannelHandlerContext here() {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      throw new IllegalStateException("not begun");
    }
    return ctx;
  }
}
