package it.sportello.web.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import it.sportello.access.Session;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;

/// Decides from a request's headers alone whether it may go on, before its body is read.
///
/// Runs on event loops and does not block.
final class Admission {
  private static final String CSRF_HEADER = "X-CSRF-Token";

  /// What is to be done with a request.
  sealed interface Verdict {
    /// The route's template, for meters.
    String template();

    record Serve(Route route, RequestHead head) implements Verdict {
      @Override
      public String template() {
        return route.path();
      }
    }

    record Upgrade(SocketRoute route, RequestHead head) implements Verdict {
      @Override
      public String template() {
        return route.path();
      }
    }

    record Refuse(Response response, String template) implements Verdict {}
  }

  private final Router router;
  private final Function<String, Optional<Session>> sessions;
  private final ClientAddress addresses;

  Admission(Router router, Function<String, Optional<Session>> sessions, ClientAddress addresses) {
    this.router = router;
    this.sessions = sessions;
    this.addresses = addresses;
  }

  Verdict decide(HttpRequest request, InetAddress peer) {
    try {
      refuseOddRequests(request);
      return route(request, RequestTarget.parse(request.uri()), peer);
    } catch (RequestRefused refused) {
      return new Verdict.Refuse(refused.response(), "none");
    }
  }

  private static void refuseOddRequests(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw new RequestRefused(505, "http-version", version + " (expected: HTTP/1.1)");
    }
    // RFC 9112 section 3.2: exactly one Host
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
      throw new RequestRefused(400, "bad-host", hosts + " Host headers (expected: 1)");
    }
    Optional<String> expect = Optional.ofNullable(request.headers().get(HttpHeaderNames.EXPECT));
    if (expect.isPresent() && !HttpUtil.is100ContinueExpected(request)) {
      throw new RequestRefused(417, "bad-expect", "Expect (expected: 100-continue)");
    }
  }

  private Verdict route(HttpRequest request, RequestTarget target, InetAddress peer) {
    Optional<Router.Match> match = router.find(target.segments());
    if (match.isEmpty()) {
      return new Verdict.Refuse(
          Response.problem(404, "not-found", "Pagina inesistente / No such page"), "none");
    }
    Optional<Method> method = method(request.method());
    Router.Target found = match.get().target();
    RequestHead head =
        new RequestHead(
            request,
            method.orElse(Method.GET),
            target.path(),
            match.get().params(),
            target.query(),
            addresses.of(request.headers(), peer),
            Cookies.value(request.headers(), WebServer.SESSION_COOKIE).flatMap(sessions));
    Optional<Route> route = method.flatMap(found::route);
    if (route.isPresent()) {
      return refuse(route.get(), head)
          .<Verdict>map(r -> new Verdict.Refuse(r, found.template()))
          .orElseGet(() -> new Verdict.Serve(route.get(), head));
    }
    if (request.method().equals(HttpMethod.GET) && found.socket().isPresent()) {
      SocketRoute socket = found.socket().get();
      return SocketHandshake.refuse(socket, head)
          .<Verdict>map(r -> new Verdict.Refuse(r, found.template()))
          .orElseGet(() -> new Verdict.Upgrade(socket, head));
    }
    Response wrongMethod =
        Response.problem(
                405, "wrong-method", request.method() + " (expected: " + found.allow() + ")")
            .withHeader("Allow", found.allow());
    return new Verdict.Refuse(wrongMethod, found.template());
  }

  private static Optional<Method> method(HttpMethod method) {
    String name = method.equals(HttpMethod.HEAD) ? "GET" : method.name();
    for (Method known : Method.values()) {
      if (known.name().equals(name)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  private static Optional<Response> refuse(Route route, RequestHead head) {
    Optional<Response> noAccess = route.access().refuse(head.session());
    if (noAccess.isPresent()) {
      return noAccess;
    }
    if (route.csrf() && !hasCsrfToken(head)) {
      return Optional.of(
          Response.problem(403, "csrf", CSRF_HEADER + " (expected: the session's csrf)"));
    }
    long length = HttpUtil.getContentLength(head.netty(), 0L);
    if (length > route.maxBodyBytes()) {
      return Optional.of(IncomingBody.tooLarge(route.maxBodyBytes()).response());
    }
    return Optional.empty();
  }

  private static boolean hasCsrfToken(RequestHead head) {
    String sent = head.netty().headers().get(CSRF_HEADER, "");
    return head.session().isPresent()
        && MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8),
            head.session().get().csrf().getBytes(StandardCharsets.UTF_8));
  }
}
