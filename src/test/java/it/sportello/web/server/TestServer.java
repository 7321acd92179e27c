package it.sportello.web.server;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.access.Role;
import it.sportello.access.Session;
import it.sportello.base.OperatorId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A server on a free loopback port, with two sessions whose tokens are `anna` and `bruno`.
public final class TestServer implements AutoCloseable {
  public static final Session ANNA = session("anna", Role.OPERATOR);
  public static final Session BRUNO = session("bruno", Role.SUPERVISOR);

  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final Path folder;
  public final int port;
  public final Map<String, Session> sessions =
      new ConcurrentHashMap<>(Map.of("anna", ANNA, "bruno", BRUNO));
  private final WebServer server;

  public TestServer(Router router) throws IOException {
    this(router, options -> options);
  }

  public TestServer(Router router, UnaryOperator<WebOptions> change) throws IOException {
    folder = Files.createTempDirectory("sportello-web");
    WebOptions options = change.apply(options(folder));
    server =
        new WebServer(
            router,
            token -> Optional.ofNullable(sessions.get(token)),
            options,
            meters,
            InstantSource.system());
    port = server.start("127.0.0.1", 0);
  }

  public static Session session(String name, Role role) {
    return new Session(
        "id-of-" + name, new OperatorId(name), name, Set.of(role), "csrf-" + name, "phone-" + name);
  }

  /// Options with times short enough for tests of what is too slow.
  private static WebOptions options(Path folder) {
    WebOptions usual = WebOptions.of(folder);
    return new WebOptions(
        false,
        List.of(),
        folder,
        100,
        usual.firstRequestWithin(),
        usual.nextRequestWithin(),
        usual.bodySilence(),
        usual.bodyWithin(),
        usual.writeWithin(),
        Duration.ofSeconds(2));
  }

  /// These options, impatient.
  public static WebOptions hurried(WebOptions usual) {
    return new WebOptions(
        usual.https(),
        usual.trustedProxies(),
        usual.temporaryFolder(),
        usual.maxConnections(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofMillis(1500),
        usual.closeWithin());
  }

  public RawHttp connect() throws IOException {
    return new RawHttp(port);
  }

  /// Sends one request on a connection of its own.
  public RawHttp.Answer ask(String request) throws IOException {
    try (var http = connect()) {
      return http.send(request).read();
    }
  }

  public RawHttp.Answer get(String path) throws IOException {
    return ask("GET " + path + " HTTP/1.1\nHost: localhost\n\n");
  }

  public double count(String meter, String... tags) {
    var found = meters.find(meter).tags(tags).counters();
    return found.stream().mapToDouble(counter -> counter.count()).sum();
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
