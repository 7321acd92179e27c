package it.sportello.web.server;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Set;

/// The method as a meter's tag: what clients invent must not become new meters.
final class MethodLabel {
  private static final Set<HttpMethod> KNOWN =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE);

  static String of(HttpRequest request) {
    return KNOWN.contains(request.method()) ? request.method().name() : "other";
  }

  private MethodLabel() {}
}
