package it.sportello.web.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;

/// Turns a [Response] into HTTP on one connection.
final class ResponseWriter {
  private static final int CHUNK_BYTES = 32 * 1024;

  private final Channel channel;
  private final boolean https;
  private final HttpDate date;

  ResponseWriter(Channel channel, boolean https, HttpDate date) {
    this.channel = channel;
    this.https = https;
    this.date = date;
  }

  /// Sends a response whose bytes are here; does not block.
  ///
  /// @param last whether the connection ends with it
  ChannelFuture send(Response response, ByteBuffer bytes, boolean last) {
    var http =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status(response), Unpooled.wrappedBuffer(bytes));
    fillHeaders(http.headers(), response, last);
    int code = response.status();
    if (code != 204 && code != 304) {
      HttpUtil.setContentLength(http, bytes.remaining());
    }
    return channel.writeAndFlush(http);
  }

  /// Sends any response to a request; blocks while a stream is copied, so on a virtual thread.
  ///
  /// @throws IOException if the stream or the connection breaks; what was sent is incomplete then
  ChannelFuture send(Response response, HttpRequest request, boolean last)
      throws IOException, InterruptedException {
    return switch (response.body()) {
      case Response.Body.Bytes(ByteBuffer bytes) -> send(response, bytes.duplicate(), last);
      case Response.Body.Stream(Response.Source source) ->
          stream(response, source, OptionalLong.empty(), request, last);
      case Response.Body.Sized(Response.Source source, long length) ->
          stream(response, source, OptionalLong.of(length), request, last);
    };
  }

  private ChannelFuture stream(
      Response response,
      Response.Source source,
      OptionalLong length,
      HttpRequest request,
      boolean last)
      throws IOException, InterruptedException {
    try (InputStream in = source.open()) {
      var http = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(response));
      fillHeaders(http.headers(), response, last);
      if (length.isPresent()) {
        HttpUtil.setContentLength(http, length.getAsLong());
      } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
        HttpUtil.setTransferEncodingChunked(http, true);
      }
      sendNow(http);
      if (!request.method().equals(HttpMethod.HEAD)) {
        copy(in, length.orElse(Long.MAX_VALUE));
      }
      return channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  /// Waits for each piece to be taken: that is the backpressure.
  ///
  /// @param most bytes to send
  private void copy(InputStream in, long most) throws IOException, InterruptedException {
    var buffer = new byte[CHUNK_BYTES];
    long left = most;
    int count = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
    while (count > 0) {
      ByteBuf piece = Unpooled.copiedBuffer(buffer, 0, count);
      sendNow(new DefaultHttpContent(piece));
      left -= count;
      count = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
    }
    if (most < Long.MAX_VALUE && left > 0) {
      throw new IOException("the stream ended " + left + " bytes early");
    }
  }

  private void sendNow(HttpObject part) throws IOException, InterruptedException {
    ChannelFuture written = channel.writeAndFlush(part).await();
    if (!written.isSuccess()) {
      throw new IOException("the client is gone", written.cause());
    }
  }

  private void fillHeaders(HttpHeaders headers, Response response, boolean last) {
    for (Map.Entry<String, String> header : response.headers()) {
      headers.set(header.getKey(), header.getValue());
    }
    for (Response.SetCookie cookie : response.cookies()) {
      headers.add(HttpHeaderNames.SET_COOKIE, Cookies.encode(cookie, https));
    }
    headers.set(HttpHeaderNames.DATE, date.now());
    if (last) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  private static HttpResponseStatus status(Response response) {
    return HttpResponseStatus.valueOf(response.status());
  }
}
