package it.sportello.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.access.Role;
import it.sportello.access.Session;
import it.sportello.base.OperatorId;
import it.sportello.mail.imap.FolderReport;
import it.sportello.mail.imap.Reconciliation.Report;
import it.sportello.testkit.ManualTimer;
import it.sportello.web.server.RawHttp;
import it.sportello.web.server.Router;
import it.sportello.web.server.WebOptions;
import it.sportello.web.server.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class ReconciliationApiTest {
  private static final Instant AT = Instant.parse("2026-11-20T02:30:12Z");

  @TempDir Path data;

  private static Optional<Session> session(String token) {
    Role role = Role.valueOf(token);
    return Optional.of(new Session("s", new OperatorId("x"), "X", Set.of(role), "c", "p"));
  }

  @Test
  void tellsTheLastComparisonAndComparesForSupervisors() throws IOException {
    var last = new AtomicReference<Optional<Report>>(Optional.empty());
    var folder =
        new FolderReport(
            "urp",
            "INBOX",
            AT,
            3,
            2,
            0,
            0,
            List.of(new FolderReport.Missed(2, "<due@x>", Optional.empty())),
            1,
            0,
            Optional.empty());
    var router = new Router();
    new ReconciliationApi(
            last::get,
            () -> {
              var report = new Report(AT, List.of(folder));
              last.set(Optional.of(report));
              return report;
            })
        .addTo(router);
    try (var server =
        new WebServer(
            router,
            ReconciliationApiTest::session,
            WebOptions.of(data.resolve("tmp")),
            new SimpleMeterRegistry(),
            new ManualTimer())) {
      int port = server.start("127.0.0.1", 0);
      String none = ask(port, Role.SUPERVISOR, "GET", "").body();
      assertEquals("{\"at\":null,\"folders\":[]}", none);
      assertEquals(403, ask(port, Role.OPERATOR, "POST", "{}").status());
      assertTrue(last.get().isEmpty());
      String now = ask(port, Role.SUPERVISOR, "POST", "{}").body();
      assertTrue(now.contains("\"missedInAll\":1"), now);
      assertTrue(now.contains("\"messageId\":\"<due@x>\""), now);
      assertEquals(now, ask(port, Role.SUPERVISOR, "GET", "").body());
    }
  }

  private static RawHttp.Answer ask(int port, Role role, String method, String body)
      throws IOException {
    try (var http = new RawHttp(port)) {
      return http.send(
              "%s /api/v1/reconciliation HTTP/1.1\nHost: localhost\nCookie: sportello=%s\nX-CSRF-Token: c\nContent-Type: application/json\nContent-Length: %d\n\n%s"
                  .formatted(method, role, body.length(), body))
          .read();
    }
  }
}
