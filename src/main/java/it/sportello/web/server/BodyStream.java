package it.sportello.web.server;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A body as a stream, read as it arrives: at no time is more of it here than the pipe holds. Used
/// by the request's thread.
final class BodyStream extends InputStream {
  private final RequestBody body;
  private @Nullable HttpContent piece;
  private boolean ended;

  BodyStream(RequestBody body) {
    this.body = body;
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /// @throws RequestRefused when the body does not come whole
  @Override
  public int read(byte[] bytes, int from, int length) {
    if (length == 0) {
      return 0;
    }
    HttpContent now = piece;
    while (now == null || !now.content().isReadable()) {
      close();
      if (ended) {
        return -1;
      }
      now = body.next();
      piece = now;
      ended = now instanceof LastHttpContent;
    }
    int count = Math.min(length, now.content().readableBytes());
    now.content().readBytes(bytes, from, count);
    return count;
  }

  @Override
  public void close() {
    HttpContent now = piece;
    piece = null;
    if (now != null) {
      now.release();
    }
  }
}
