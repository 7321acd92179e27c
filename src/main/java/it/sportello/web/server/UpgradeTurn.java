package it.sportello.web.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A request that becomes a WebSocket: its handler is asked on a virtual thread, then the handshake
/// is answered, or refused.
// a write or close that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class UpgradeTurn implements Turn {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeTurn.class);

  private final Serving serving;
  private final ConnectionEnd end;
  private final RequestHandler requests;
  private final Admission.Verdict.Upgrade admitted;

  UpgradeTurn(
      Serving serving,
      ConnectionEnd end,
      RequestHandler requests,
      Admission.Verdict.Upgrade admitted) {
    this.serving = serving;
    this.end = end;
    this.requests = requests;
    this.admitted = admitted;
  }

  @Override
  public void begin(ChannelHandlerContext ctx) {
    ctx.read();
  }

  @Override
  public void piece(ChannelHandlerContext ctx, HttpContent piece, boolean last) {
    boolean hasBody = piece.content().isReadable() || !last;
    piece.release();
    if (hasBody) {
      end.refuseAndClose(Malformed.refusal().response());
      return;
    }
    serving.requests().execute(() -> open(ctx));
  }

  private void open(ChannelHandlerContext ctx) {
    var body = new IncomingBody(0, () -> {});
    var request = new Request(admitted.head(), body, serving.formLimits());
    try {
      SocketListener listener = admitted.route().handler().open(request);
      ctx.executor().execute(() -> upgrade(ctx, listener));
    } catch (RequestRefused refused) {
      refuse(ctx, refused.response());
    } catch (Exception failure) {
      refuse(ctx, serving.router().answerTo(failure).orElseGet(() -> unexpected(failure)));
    }
  }

  private void upgrade(ChannelHandlerContext ctx, SocketListener listener) {
    if (!ctx.channel().isActive()) {
      listener.onClosed(SocketConnection.LOST, "");
      return;
    }
    serving.requestMeters().answered("GET", admitted.template(), 101, 0);
    SocketUpgrade.complete(ctx, admitted, listener, serving.socketMeters());
  }

  private Response unexpected(Exception failure) {
    LOG.error("socket {} failed to open", admitted.route().path(), failure);
    return Response.problem(500, "internal", "Errore interno / Internal error");
  }

  private void refuse(ChannelHandlerContext ctx, Response response) {
    var refusal = new Admission.Verdict.Refuse(response, admitted.template());
    serving.requestMeters().answered("GET", admitted.template(), response.status(), 0);
    ctx.executor()
        .execute(
            () ->
                end.writer()
                    .send(refusal.response(), ConnectionEnd.bytesOf(response), false)
                    .addListener(_ -> requests.nextRequest(ctx)));
  }

  @Override
  public void fail(ChannelHandlerContext ctx, RequestRefused why) {
    ctx.close();
  }
}
