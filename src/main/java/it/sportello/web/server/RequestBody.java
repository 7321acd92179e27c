package it.sportello.web.server;

import io.netty.handler.codec.http.HttpContent;

/// A request's body as it arrives, in pieces.
interface RequestBody {
  /// Waits for the next piece; the caller releases it. The last one is a `LastHttpContent`.
  ///
  /// @throws RequestRefused when no more comes: 413 too large, 408 too slow, 400 malformed or gone
  HttpContent next();
}
