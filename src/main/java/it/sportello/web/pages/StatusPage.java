package it.sportello.web.pages;

import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryBroken;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// The public page on which somebody sees, by a request's code, how far it is.
///
/// It shows nothing that was written, and no names: codes are passed on, and can be guessed, if not
/// easily; whoever looks up too many is asked to wait.
public final class StatusPage {
  private static final int MAX_TYPED = 40;

  private final Function<String, Optional<ContactHistory>> byCode;
  private final Predicate<Request> tooMany;
  private final StatusText text;

  /// @param byCode finds a contact by its code
  /// @param tooMany whether this client looked up too many codes lately
  /// @param zone in which times are shown
  public StatusPage(
      Function<String, Optional<ContactHistory>> byCode,
      Predicate<Request> tooMany,
      String centerName,
      ZoneId zone) {
    this.byCode = byCode;
    this.tooMany = tooMany;
    text = new StatusText(centerName, zone);
  }

  /// Adds the page.
  public void addTo(Router router) {
    router.add(Method.GET, "/status", Access.PUBLIC, request -> unlisted(show(request)));
  }

  private static Response unlisted(Response response) {
    return response
        .withHeader("X-Robots-Tag", "noindex")
        .withHeader("Referrer-Policy", "no-referrer");
  }

  private Response show(Request request) {
    String language = FormPage.language(request);
    String typed = request.query("code").map(StatusPage::cut).orElse("");
    if (typed.isBlank()) {
      return Response.html(200, text.ask(language, "", Optional.empty()));
    }
    if (tooMany.test(request)) {
      return Response.html(429, text.ask(language, typed, Optional.of("statusTooMany")))
          .withHeader("Retry-After", "60");
    }
    try {
      return byCode
          .apply(code(typed))
          .map(found -> Response.html(200, text.state(language, found)))
          .orElseGet(
              () -> Response.html(404, text.ask(language, typed, Optional.of("statusUnknown"))));
    } catch (HistoryBroken e) {
      return Response.html(503, text.ask(language, typed, Optional.of("statusNotNow")))
          .withHeader("Retry-After", "60");
    }
  }

  private static String cut(String typed) {
    return typed.length() > MAX_TYPED ? typed.substring(0, MAX_TYPED) : typed;
  }

  /// Reads a code as people type it: small letters, without dashes, with signs that codes do not
  /// have in place of those that look like them.
  static String code(String typed) {
    String signs =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return signs.matches("SP.{8}")
        ? "SP-" + signs.substring(2, 6) + "-" + signs.substring(6)
        : typed.strip();
  }
}
