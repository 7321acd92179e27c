package it.sportello.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// An authorization server (RFC 6749, RFC 7662) on loopback for one user. It gives a new refresh
/// token at each use, as the large providers do, and never takes an old one again.
public final class TokenServer implements AutoCloseable {
  /// The first refresh token.
  public static final String FIRST = "refresh-0";

  private final HttpServer server;
  private final String user;
  private final Set<String> active = ConcurrentHashMap.newKeySet();
  private final List<String> grants = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger issued = new AtomicInteger();
  private volatile String refresh = FIRST;
  private volatile long goodForSeconds = 3_600;

  /// @param user to whom its tokens belong
  public TokenServer(String user) throws IOException {
    this.user = user;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::token);
    server.createContext("/introspect", this::introspect);
    server.start();
  }

  public URI tokenUrl() {
    return url("/token");
  }

  public URI introspectionUrl() {
    return url("/introspect");
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /// Access tokens from now on are good for so long.
  public void goodFor(long seconds) {
    goodForSeconds = seconds;
  }

  /// No access token that was given is taken any more.
  public void revokeAll() {
    active.clear();
  }

  /// The refresh token is not taken any more.
  public void forget() {
    refresh = "none";
  }

  /// The kind of each grant that was asked for, in order.
  public List<String> grants() {
    return List.copyOf(grants);
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange);
    String grant = form.getOrDefault("grant_type", "");
    grants.add(grant);
    boolean application = grant.equals("client_credentials");
    if (application && !"geheim".equals(form.get("client_secret"))) {
      answer(exchange, 401, "{\"error\":\"invalid_client\"}");
      return;
    }
    if (!application && !refresh.equals(form.get("refresh_token"))) {
      answer(
          exchange,
          400,
          "{\"error\":\"invalid_grant\",\"error_description\":\"The grant has\\nexpired\"}");
      return;
    }
    String access = "access-" + issued.incrementAndGet();
    active.add(access);
    refresh = application ? refresh : "refresh-" + issued.get();
    String more = application ? "" : ",\"refresh_token\":\"" + refresh + "\"";
    answer(
        exchange,
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d%s}"
            .formatted(access, goodForSeconds, more));
  }

  private void introspect(HttpExchange exchange) throws IOException {
    boolean good = active.contains(form(exchange).getOrDefault("token", ""));
    answer(
        exchange,
        200,
        good ? "{\"active\":true,\"username\":\"" + user + "\"}" : "{\"active\":false}");
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var form = new HashMap<String, String>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
