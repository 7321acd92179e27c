package it.sportello.web.api;

import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.access.Login;
import it.sportello.access.Login.Outcome;
import it.sportello.access.Role;
import it.sportello.access.Session;
import it.sportello.access.Sessions;
import it.sportello.observe.Meters;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.RateLimit;
import it.sportello.web.server.Request;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import it.sportello.web.server.WebServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Logging in, asking who one is, logging out: `/api/v1/session`.
public final class SessionApi {
  private static final String PATH = "/api/v1/session";
  private static final int MAX_BODY_BYTES = 2048;

  private final Login login;
  private final Sessions sessions;
  private final SessionDetails details;
  private final Duration cookieAge;
  private final MeterRegistry meters;

  /// @param cookieAge how long browsers keep the cookie: as long as a session can last
  public SessionApi(
      Login login,
      Sessions sessions,
      SessionDetails details,
      Duration cookieAge,
      MeterRegistry meters) {
    this.login = login;
    this.sessions = sessions;
    this.details = details;
    this.cookieAge = cookieAge;
    this.meters = meters;
  }

  /// Adds the three routes.
  public void addTo(Router router) {
    router.add(Route.of(Method.POST, PATH, Access.PUBLIC, this::logIn).withMaxBody(MAX_BODY_BYTES));
    router.add(Method.GET, PATH, Access.LOGGED_IN, request -> show(request.requireSession()));
    router.add(Method.DELETE, PATH, Access.LOGGED_IN, this::logOut);
  }

  private record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }

  private Response logIn(Request request) {
    var credentials = request.json(Credentials.class);
    String address = RateLimit.keyOf(request.remoteAddress());
    return switch (login.attempt(credentials.user(), credentials.password(), address)) {
      case Outcome.LoggedIn(Session session, String token) -> {
        count("ok");
        yield show(session).withCookie(WebServer.SESSION_COOKIE, token, cookieAge);
      }
      case Outcome.WrongPassword _ -> {
        count("wrong");
        yield Response.problem(
            401, "wrong-password", "Utente o password errati / Wrong user or password");
      }
      case Outcome.TooManyAttempts(Duration retryAfter) -> {
        count("throttled");
        yield Response.problem(
                429, "too-many-attempts", "Troppi tentativi, riprovi più tardi / Too many attempts")
            .withHeader("Retry-After", Long.toString(retryAfter.toSeconds() + 1));
      }
    };
  }

  private void count(String result) {
    meters.counter(Meters.LOGINS, "result", result).increment();
  }

  private Response logOut(Request request) {
    sessions.end(request.requireSession());
    return Response.noContent().withCookie(WebServer.SESSION_COOKIE, "", Duration.ZERO);
  }

  /// See `Session` in docs/contract/console.md.
  private record Shown(
      String user,
      String name,
      List<String> roles,
      String language,
      String zone,
      String csrf,
      Optional<SessionDetails.Softphone> softphone,
      boolean deskPhone,
      List<SessionDetails.Center> centers,
      List<SessionDetails.PauseReason> pauseReasons,
      List<String> channels) {}

  private Response show(Session session) {
    SessionDetails.Details more = details.of(session);
    return Response.json(
        new Shown(
            session.user().value(),
            session.name(),
            session.roles().stream().map(Role::code).sorted().toList(),
            more.language(),
            more.zone(),
            session.csrf(),
            more.softphone(),
            more.deskPhone(),
            more.centers(),
            more.pauseReasons(),
            more.channels()));
  }
}
