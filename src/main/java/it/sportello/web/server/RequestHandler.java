package it.sportello.web.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import it.sportello.web.server.Admission.Verdict;
import org.jspecify.annotations.Nullable;

/// Takes requests off one connection, one after the other, and gives each its [Turn].
///
/// Nothing is read that nobody asked for (the `FlowControlHandler` before this gives one piece for
/// each `read`), so pipelined requests wait, and answers keep their order.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class RequestHandler extends ChannelInboundHandlerAdapter {
  private final Serving serving;
  private final ConnectionEnd end;
  private final SlowClient slow;
  private @Nullable Turn turn;

  RequestHandler(Serving serving, ConnectionEnd end, SlowClient slow) {
    this.serving = serving;
    this.end = end;
    this.slow = slow;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    nextRequest(ctx);
    ctx.fireChannelActive();
  }

  /// Makes ready for another request; called when the last answer is out.
  void nextRequest(ChannelHandlerContext ctx) {
    turn = null;
    if (serving.connections().areClosing()) {
      ctx.close();
      return;
    }
    slow.expectHeaders();
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    switch (msg) {
      case HttpRequest request when request.decoderResult().isFailure() -> {
        ReferenceCountUtil.release(request);
        slow.rest();
        end.refuseAndClose(Malformed.answer(request.decoderResult()));
      }
      case HttpRequest request -> begin(ctx, request);
      case HttpContent piece -> goOn(ctx, piece);
      default -> ReferenceCountUtil.release(msg);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    slow.rest();
    Verdict verdict = serving.admission().decide(request, ConnectionEnd.peer(ctx));
    Turn begun =
        switch (verdict) {
          case Verdict.Refuse refuse -> new RefusedTurn(serving, end, this, request, refuse);
          case Verdict.Serve serve -> new ServedTurn(serving, end, this, slow, serve);
          case Verdict.Upgrade upgrade -> new UpgradeTurn(serving, end, this, upgrade);
        };
    turn = begun;
    begun.begin(ctx);
  }

  private void goOn(ChannelHandlerContext ctx, HttpContent piece) {
    Turn running = turn;
    if (running == null) {
      piece.release();
      return;
    }
    DecoderResult result = piece.decoderResult();
    if (result.isFailure()) {
      piece.release();
      running.fail(ctx, Malformed.refusal());
      return;
    }
    running.piece(ctx, piece, piece instanceof LastHttpContent);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    Turn running = turn;
    if (event == Connections.Closing.NOW && running == null) {
      ctx.close();
      return;
    }
    if (event instanceof SlowClient.Late late) {
      late(ctx, late, running);
      return;
    }
    ctx.fireUserEventTriggered(event);
  }

  private void late(ChannelHandlerContext ctx, SlowClient.Late late, @Nullable Turn running) {
    switch (late) {
      case IDLE -> {
        serving.requestMeters().cut("idle");
        ctx.close();
      }
      case HEADERS -> {
        serving.requestMeters().cut("slow-headers");
        end.refuseAndClose(Malformed.tooSlow().response());
      }
      case BODY -> {
        serving.requestMeters().cut("slow-body");
        if (running != null) {
          running.fail(ctx, Malformed.tooSlow());
        }
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    Turn running = turn;
    if (running != null) {
      running.fail(ctx, Malformed.gone());
    }
    ctx.fireChannelInactive();
  }
}
