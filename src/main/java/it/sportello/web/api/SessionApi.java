package it.sportello.web.api;

import it.sportello.access.LoginThrottle;
import it.sportello.access.Passwords;
import it.sportello.access.Role;
import it.sportello.access.Session;
import it.sportello.access.Sessions;
import it.sportello.base.OperatorId;
import it.sportello.telephony.SoftphoneAccount;
import it.sportello.web.api.Shapes.Both;
import it.sportello.web.api.Shapes.Named;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import it.sportello.web.server.WebServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Log in, log out, and what a console needs to know about whoever is logged in.
public final class SessionApi {
  private static final int MAX_PASSWORD = 200;

  private record Credentials(String user, String password) {}

  private record Softphone(
      String uri, String user, String password, String path, List<String> iceServers) {}

  private record Shown(
      String user,
      String name,
      List<String> roles,
      String language,
      String csrf,
      Optional<Softphone> softphone,
      List<Named> centers,
      List<PauseReason> pauseReasons,
      List<String> channels) {}

  /// Why an operator may pause.
  public record PauseReason(String id, Both label) {}

  /// What everybody's console needs to know.
  ///
  /// @param softphones the account of an operator's softphone
  /// @param centers the competence centers of an expert
  public record Details(
      String language,
      Function<OperatorId, Optional<SoftphoneAccount>> softphones,
      Function<OperatorId, List<Named>> centers,
      List<PauseReason> pauseReasons,
      List<String> channels) {}

  private final Passwords passwords;
  private final Sessions sessions;
  private final Details details;
  private final BiConsumer<OperatorId, String> loggedOut;
  private final LoginThrottle throttle = new LoginThrottle();

  /// @param loggedOut told of each log-out: whose, and which session
  public SessionApi(
      Passwords passwords,
      Sessions sessions,
      Details details,
      BiConsumer<OperatorId, String> loggedOut) {
    this.passwords = passwords;
    this.sessions = sessions;
    this.details = details;
    this.loggedOut = loggedOut;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    router.add(Method.POST, "/api/v1/session", Access.PUBLIC, this::logIn);
    router.add(Method.GET, "/api/v1/session", Access.LOGGED_IN, this::show);
    router.add(Method.DELETE, "/api/v1/session", Access.LOGGED_IN, this::logOut);
  }

  private Response logIn(Request request) throws InterruptedException {
    Credentials given = request.json(Credentials.class);
    String address = request.remoteAddress().getHostAddress();
    if (!throttle.mayTry("address " + address) || !throttle.mayTry("user " + given.user())) {
      return Response.problem(
              429, "too-many-attempts", "Troppi tentativi: riprovi tra poco / Too many attempts")
          .withHeader("Retry-After", "30");
    }
    Optional<OperatorId> user = user(given.user());
    boolean right =
        given.password().length() <= MAX_PASSWORD
            && passwords.check(user.orElse(new OperatorId("nobody")), given.password())
            && user.isPresent();
    if (!right) {
      return Response.problem(
          401, "wrong-password", "Utente o password non corretti / Wrong user or password");
    }
    Sessions.Login login = sessions.begin(user.get());
    return Response.json(shown(login.session()))
        .withCookie(WebServer.SESSION_COOKIE, login.token(), login.lasts());
  }

  private Response show(Request request) {
    return Response.json(shown(request.requireSession()));
  }

  private Response logOut(Request request) {
    Session session = request.requireSession();
    sessions.end(session);
    loggedOut.accept(session.user(), session.id());
    return Response.noContent().withCookie(WebServer.SESSION_COOKIE, "", Duration.ZERO);
  }

  private static Optional<OperatorId> user(String text) {
    try {
      return Optional.of(new OperatorId(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Shown shown(Session session) {
    return new Shown(
        session.user().value(),
        session.name(),
        session.roles().stream().map(Role::code).sorted().toList(),
        details.language(),
        session.csrf(),
        details.softphones().apply(session.user()).map(SessionApi::softphone),
        details.centers().apply(session.user()),
        details.pauseReasons(),
        details.channels());
  }

  private static Softphone softphone(SoftphoneAccount account) {
    return new Softphone(account.uri(), account.user(), account.password(), "/sip", List.of());
  }
}
