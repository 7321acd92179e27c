package it.sportello.web.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;

/// What a connection does with one request, from its headers to its answer. On the event loop.
interface Turn {
  /// The headers are here and were judged.
  void begin(ChannelHandlerContext ctx);

  /// A piece of the body came; this releases it or hands it on.
  void piece(ChannelHandlerContext ctx, HttpContent piece, boolean last);

  /// The rest of the request does not come: malformed, too slow, or the client is gone.
  void fail(ChannelHandlerContext ctx, RequestRefused why);
}
