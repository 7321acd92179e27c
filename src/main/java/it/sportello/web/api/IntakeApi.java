package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.desk.Reply;
import it.sportello.history.HistoryStore;
import it.sportello.history.IntakeLine;
import it.sportello.journal.RawStore;
import it.sportello.web.api.Shapes.IntakeEntry;
import it.sportello.web.api.Shapes.IntakePage;
import it.sportello.web.api.Shapes.Said;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The intake log: every message that was taken from a mailbox and what became of it; those that
/// could not be read can be looked at again. For supervisors.
public final class IntakeApi {
  private static final int PAGE = 50;

  /// The most lines that are looked at for one page: a rare word must not read years.
  private static final int MOST_LOOKED_AT = 20_000;

  /// Looks again at a message.
  @FunctionalInterface
  public interface Retry {
    /// Returns once its fate is durable.
    Reply again(long id, OperatorId by) throws IOException, InterruptedException;
  }

  private record Nothing() {}

  private final HistoryStore history;
  private final Runnable catchUp;
  private final RawStore raw;
  private final Retry retry;
  private final ZoneId zone;

  /// @param catchUp waits a moment for the history to contain what was just recorded
  /// @param zone whose days are meant
  public IntakeApi(HistoryStore history, Runnable catchUp, RawStore raw, Retry retry, ZoneId zone) {
    this.history = history;
    this.catchUp = catchUp;
    this.raw = raw;
    this.retry = retry;
    this.zone = zone;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    Access supervisors = Access.anyOf(Role.SUPERVISOR);
    router.add(Method.GET, "/api/v1/intake", supervisors, this::list);
    router.add(Method.GET, "/api/v1/intake/{id}/raw", supervisors, this::rawMessage);
    router.add(Route.of(Method.POST, "/api/v1/intake/{id}/retry", supervisors, this::again));
  }

  private Response list(Request request) {
    catchUp.run();
    var wanted = new Wanted(request, zone);
    var page = new Collected(wanted);
    history.intakeBefore(
        wanted.before, wanted.fate.filter(IntakeLine.FAILED::equals).isPresent(), page::goesOn);
    return Response.json(
        new IntakePage(List.copyOf(page.found), page.next(), history.failedIntake()));
  }

  /// A page that is being filled.
  private static final class Collected {
    private final Wanted wanted;
    private final List<IntakeEntry> found = new ArrayList<>();
    private long last;
    private int lookedAt;
    private boolean more;

    Collected(Wanted wanted) {
      this.wanted = wanted;
    }

    boolean goesOn(IntakeLine line) {
      if (line.at().isBefore(wanted.from)) {
        return false;
      }
      more = found.size() == PAGE || lookedAt == MOST_LOOKED_AT;
      if (more) {
        return false;
      }
      lookedAt++;
      last = line.sequence();
      if (wanted.fits(line)) {
        found.add(entry(line));
      }
      return true;
    }

    Optional<Long> next() {
      return more ? Optional.of(last) : Optional.empty();
    }
  }

  /// What a list shall contain.
  private static final class Wanted {
    private final long before;
    private final Instant from;
    private final Instant to;
    private final Optional<String> mailbox;
    private final Optional<String> fate;
    private final Optional<String> text;

    Wanted(Request request, ZoneId zone) {
      before = request.query("before").map(b -> number("before", b)).orElse(Long.MAX_VALUE);
      Optional<LocalDate> day =
          request.query("day").filter(d -> !d.isEmpty()).map(d -> ContactsApi.day("day", d));
      from = day.map(d -> d.atStartOfDay(zone).toInstant()).orElse(Instant.MIN);
      to = day.map(d -> d.plusDays(1).atStartOfDay(zone).toInstant()).orElse(Instant.MAX);
      mailbox = request.query("mailbox").filter(m -> !m.isEmpty());
      fate = request.query("fate").filter(f -> !f.isEmpty());
      text =
          request
              .query("text")
              .filter(t -> !t.isBlank())
              .map(t -> t.strip().toLowerCase(Locale.ROOT));
    }

    boolean fits(IntakeLine line) {
      return line.at().isBefore(to)
          && mailbox.filter(m -> !m.equals(line.key().mailbox())).isEmpty()
          && fate.filter(f -> !f.equals(line.fate())).isEmpty()
          && text.filter(t -> !words(line).contains(t)).isEmpty();
    }

    private static String words(IntakeLine line) {
      return String.join(" ", line.from(), line.subject(), line.messageId(), line.reason())
          .toLowerCase(Locale.ROOT);
    }
  }

  private Response rawMessage(Request request) throws IOException {
    IntakeLine line = line(request);
    if (raw.size(line.raw()).isEmpty()) {
      throw new RequestRefused(404, "no-such-message", "its bytes are not in the store");
    }
    return Response.download(
        "intake-" + line.sequence() + ".eml",
        "message/rfc822",
        () ->
            raw.open(line.raw())
                .orElseThrow(() -> new IOException("raw message " + line.raw() + " has gone")));
  }

  private Response again(Request request) throws IOException, InterruptedException {
    request.json(Nothing.class);
    IntakeLine line = line(request);
    return Replies.of(retry.again(line.sequence(), request.requireSession().user()));
  }

  private IntakeLine line(Request request) {
    long id = number("id", request.pathParam("id"));
    return history
        .intake(id)
        .orElseThrow(
            () -> new RequestRefused(404, "no-such-message", "line " + id + " is not known"));
  }

  private static IntakeEntry entry(IntakeLine line) {
    return new IntakeEntry(
        line.sequence(),
        line.at(),
        line.key().mailbox(),
        line.key().folder(),
        line.key().uid(),
        line.sizeBytes(),
        line.from(),
        line.subject(),
        line.messageId(),
        line.fate(),
        line.contact().map(ContactId::value),
        line.reason(),
        Said.of(line.reasons()),
        line.reconsideredAt());
  }

  private static long number(String member, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new RequestRefused(
          400, "wrong-type", member + ": \"" + text + "\" (expected: a number)");
    }
  }
}
