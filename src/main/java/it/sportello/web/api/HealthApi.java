package it.sportello.web.api;

import it.sportello.observe.DebugTree;
import it.sportello.observe.Health;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What monitoring asks: `/health/live`, `/health/ready`, `/metrics`; and `/debug`, for whoever
/// looks for a fault.
public final class HealthApi {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Health health;
  private final DebugTree debug;
  private final Supplier<String> scrape;
  private final Predicate<InetAddress> mayScrape;

  /// @param scrape the registry in Prometheus' text format
  /// @param mayScrape who sees metrics and debug tree; they tell how busy the center is
  public HealthApi(
      Health health, DebugTree debug, Supplier<String> scrape, Predicate<InetAddress> mayScrape) {
    this.health = health;
    this.debug = debug;
    this.scrape = scrape;
    this.mayScrape = mayScrape;
  }

  /// Adds the routes.
  public void addTo(Router router) {
    router.add(Method.GET, "/health/live", Access.PUBLIC, _ -> Response.json(new Live("up")));
    router.add(Method.GET, "/health/ready", Access.PUBLIC, _ -> ready());
    router.add(Method.GET, "/metrics", Access.PUBLIC, this::metrics);
    router.add(Method.GET, "/debug", Access.PUBLIC, this::debug);
  }

  private record Live(String status) {}

  private record Ready(boolean ready, Map<String, Health.Check> parts) {}

  private Response ready() {
    Map<String, Health.Check> parts = health.checks();
    boolean ready = Health.isReady(parts);
    return Response.json(ready ? 200 : 503, new Ready(ready, parts));
  }

  private Response debug(Request request) {
    admit(request);
    return Response.json(debug.now()).withHeader("Cache-Control", "no-store");
  }

  private void admit(Request request) {
    if (!mayScrape.test(request.remoteAddress())) {
      throw new RequestRefused(403, "not-allowed", "not from this address");
    }
  }

  private Response metrics(Request request) {
    admit(request);
    return Response.bytes(200, PROMETHEUS_TEXT, scrape.get().getBytes(StandardCharsets.UTF_8))
        .withHeader("Cache-Control", "no-store");
  }
}
