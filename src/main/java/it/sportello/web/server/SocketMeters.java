package it.sportello.web.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import it.sportello.observe.Meters;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts sockets and their messages, by route.
final class SocketMeters {
  private final MeterRegistry meters;
  private final ConcurrentHashMap<String, OfRoute> routes = new ConcurrentHashMap<>();

  SocketMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  OfRoute of(SocketRoute route) {
    return routes.computeIfAbsent(route.path(), path -> new OfRoute(meters, path));
  }

  /// The meters of one route.
  static final class OfRoute {
    private final MeterRegistry meters;
    private final String route;
    private final AtomicInteger open;
    private final Counter in;
    private final Counter out;

    private OfRoute(MeterRegistry meters, String route) {
      this.meters = meters;
      this.route = route;
      open =
          Objects.requireNonNull(
              meters.gauge(Meters.SOCKETS, Tags.of("route", route), new AtomicInteger()));
      in = meters.counter(Meters.SOCKET_MESSAGES, "route", route, "direction", "in");
      out = meters.counter(Meters.SOCKET_MESSAGES, "route", route, "direction", "out");
    }

    void opened() {
      open.incrementAndGet();
    }

    void in() {
      in.increment();
    }

    void out() {
      out.increment();
    }

    /// @param why one of the few reasons named at [Meters#SOCKETS_ENDED]
    void ended(String why) {
      open.decrementAndGet();
      meters.counter(Meters.SOCKETS_ENDED, "route", route, "why", why).increment();
    }
  }
}
