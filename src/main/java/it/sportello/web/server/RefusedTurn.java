package it.sportello.web.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/// A request that was refused for its headers: answered at once, its body never read.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class RefusedTurn implements Turn {
  private final Serving serving;
  private final ConnectionEnd end;
  private final RequestHandler requests;
  private final HttpRequest request;
  private final Admission.Verdict.Refuse refuse;

  RefusedTurn(
      Serving serving,
      ConnectionEnd end,
      RequestHandler requests,
      HttpRequest request,
      Admission.Verdict.Refuse refuse) {
    this.serving = serving;
    this.end = end;
    this.requests = requests;
    this.request = request;
    this.refuse = refuse;
  }

  @Override
  public void begin(ChannelHandlerContext ctx) {
    boolean hasBody =
        HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
    if (hasBody) {
      end.inputIsUnread();
    }
    boolean last = hasBody || serving.connections().areClosing();
    Response response = refuse.response();
    serving
        .requestMeters()
        .answered(MethodLabel.of(request), refuse.template(), response.status(), 0);
    end.writer().send(response, ConnectionEnd.bytesOf(response), last).addListener(_ -> ctx.read());
  }

  @Override
  public void piece(ChannelHandlerContext ctx, HttpContent piece, boolean last) {
    piece.release();
    if (last) {
      requests.nextRequest(ctx);
    } else {
      ctx.close();
    }
  }

  @Override
  public void fail(ChannelHandlerContext ctx, RequestRefused why) {
    ctx.close();
  }
}
