package it.sportello.web.server;

import io.netty.handler.codec.http.HttpResponseStatus;

/// The short English titles of HTTP's status codes.
final class Statuses {
  static String title(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }

  private Statuses() {}
}
