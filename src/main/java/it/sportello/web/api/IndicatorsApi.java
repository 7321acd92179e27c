package it.sportello.web.api;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.history.HistoryStore;
import it.sportello.indicator.Catalogue;
import it.sportello.indicator.Definition;
import it.sportello.indicator.Figure;
import it.sportello.indicator.Period;
import it.sportello.indicator.QueueClock;
import it.sportello.web.api.Shapes.Both;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// The figures of a period, computed from the histories of the contacts that moved in it.
public final class IndicatorsApi {
  private static final int MAX_DAYS = 366;

  private record Report(LocalDate from, LocalDate to, List<Shapes.Figure> indicators) {}

  private final HistoryStore history;
  private final List<Definition> definitions;
  private final QueueClock clock;
  private final ZoneId zone;
  private final InstantSource now;

  public IndicatorsApi(
      HistoryStore history,
      List<Definition> definitions,
      QueueClock clock,
      ZoneId zone,
      InstantSource now) {
    this.history = history;
    this.definitions = List.copyOf(definitions);
    this.clock = clock;
    this.zone = zone;
    this.now = now;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    router.add(Method.GET, "/api/v1/indicators", Access.LOGGED_IN, this::indicators);
  }

  private Response indicators(Request request) {
    LocalDate today = LocalDate.ofInstant(now.instant(), zone);
    LocalDate from = request.query("from").map(d -> ContactsApi.day("from", d)).orElse(today);
    LocalDate to = request.query("to").map(d -> ContactsApi.day("to", d)).orElse(today);
    if (to.isBefore(from) || from.plusDays(MAX_DAYS).isBefore(to)) {
      throw new RequestRefused(
          400,
          "wrong-type",
          "to: " + to + " (expected: " + from + " or up to " + MAX_DAYS + " days later)");
    }
    return Response.json(
        new Report(from, to, figures(from, to).stream().map(IndicatorsApi::shape).toList()));
  }

  /// Returns the figures from the beginning of `from` to the end of `to`.
  public List<Figure> figures(LocalDate from, LocalDate to) {
    var period =
        new Period(
            from.atStartOfDay(zone).toInstant(), to.plusDays(1).atStartOfDay(zone).toInstant());
    var catalogue = new Catalogue(definitions, clock, period, now.instant());
    history.activeBetween(period.from(), period.to(), HistoryStore.Visitor.all(catalogue::add));
    return catalogue.figures();
  }

  private static Shapes.Figure shape(Figure f) {
    Definition d = f.definition();
    return new Shapes.Figure(
        d.kind().name(),
        d.version(),
        new Both(d.nameIt(), d.nameEn()),
        d.parameters(),
        f.queue().map(QueueId::value),
        f.channel().map(Channel::code),
        f.numerator(),
        f.denominator(),
        f.value(),
        d.kind().unit().name().toLowerCase(Locale.ROOT),
        d.target(),
        f.met());
  }
}
