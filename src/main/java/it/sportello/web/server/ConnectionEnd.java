package it.sportello.web.server;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// How a connection answers and ends.
final class ConnectionEnd {
  private final ResponseWriter writer;
  private final LingeringClose linger;
  private final RequestMeters meters;

  ConnectionEnd(ResponseWriter writer, LingeringClose linger, RequestMeters meters) {
    this.writer = writer;
    this.linger = linger;
    this.meters = meters;
  }

  ResponseWriter writer() {
    return writer;
  }

  /// Says that the client may still be sending; on the event loop, before the answer.
  void inputIsUnread() {
    linger.inputIsUnread();
  }

  /// Answers something that cannot be understood, and closes.
  void refuseAndClose(Response response) {
    if (response.status() != 408) {
      meters.cut("malformed");
    }
    meters.answered("other", "none", response.status(), 0);
    linger.inputIsUnread();
    writer.send(response, bytesOf(response), true).addListener(ChannelFutureListener.CLOSE);
  }

  static ByteBuffer bytesOf(Response response) {
    return switch (response.body()) {
      case Response.Body.Bytes(ByteBuffer bytes) -> bytes.duplicate();
      case Response.Body.Stream _, Response.Body.Sized _ ->
          throw new IllegalStateException("refusals have no stream: " + response);
    };
  }

  static InetAddress peer(ChannelHandlerContext ctx) {
    return ctx.channel().remoteAddress() instanceof InetSocketAddress socket
        ? socket.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
