package it.sportello.web.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import java.util.Optional;

/// Reads and writes cookies.
final class Cookies {
  static Optional<String> value(HttpHeaders headers, String name) {
    for (String header : headers.getAll(HttpHeaderNames.COOKIE)) {
      for (Cookie cookie : ServerCookieDecoder.STRICT.decodeAll(header)) {
        if (cookie.name().equals(name)) {
          return Optional.of(cookie.value());
        }
      }
    }
    return Optional.empty();
  }

  static String encode(Response.SetCookie cookie, boolean https) {
    var encoded = new DefaultCookie(cookie.name(), cookie.value());
    encoded.setHttpOnly(true);
    encoded.setSecure(https);
    encoded.setSameSite(SameSite.Strict);
    encoded.setPath("/");
    encoded.setMaxAge(cookie.maxAge().toSeconds());
    return ServerCookieEncoder.STRICT.encode(encoded);
  }

  private Cookies() {}
}
