package it.sportello.web.api;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryStore;
import it.sportello.journal.RawStore;
import it.sportello.web.api.Shapes.Card;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Contacts to read: lists, details, raw messages and attachments.
public final class ContactsApi {
  /// Where one attachment is had.
  static final String ATTACHMENT = "/api/v1/contacts/{id}/messages/{n}/attachments/{part}";

  private static final int PAGE = 50;

  private record Page(List<Card> contacts, Optional<String> next, long upTo) {}

  private final HistoryStore history;
  private final Runnable catchUp;
  private final RawStore raw;
  private final Cards cards;
  private final Details details;
  private final MessageParts parts;
  private final FileGate gate;
  private final ZoneId zone;
  private final InstantSource clock;

  /// @param catchUp waits a moment for the history to contain what was just recorded: a console
  ///   reads a contact because it was told that something happened to it
  /// @param gate who may have which file
  /// @param zone whose days are meant
  public ContactsApi(
      HistoryStore history,
      Runnable catchUp,
      RawStore raw,
      Cards cards,
      Details details,
      MessageParts parts,
      FileGate gate,
      ZoneId zone,
      InstantSource clock) {
    this.history = history;
    this.catchUp = catchUp;
    this.raw = raw;
    this.cards = cards;
    this.details = details;
    this.parts = parts;
    this.gate = gate;
    this.zone = zone;
    this.clock = clock;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    router.add(Method.GET, "/api/v1/contacts", Access.LOGGED_IN, this::list);
    router.add(Method.GET, "/api/v1/contacts/{id}", Access.LOGGED_IN, this::detail);
    router.add(
        Method.GET, "/api/v1/contacts/{id}/messages/{n}/raw", Access.LOGGED_IN, this::rawMessage);
    router.add(Method.GET, ATTACHMENT, Access.LOGGED_IN, this::attachment);
  }

  private Response list(Request request) {
    Optional<LocalDate> day =
        request.query("day").filter(d -> !d.isEmpty()).map(d -> day("day", d));
    Instant from = day.map(d -> d.atStartOfDay(zone).toInstant()).orElse(Instant.EPOCH);
    Instant to =
        day.map(d -> d.plusDays(1).atStartOfDay(zone).toInstant())
            .orElseGet(() -> clock.instant().plusSeconds(60));
    var wanted = new Wanted(request);
    // a page begins where the one before ended: looking from the newest on would take ever longer
    Instant before =
        wanted
            .after
            .flatMap(id -> history.contact(WorkApi.id("after", id, ContactId::new)))
            .map(h -> h.arrivedAt().plusMillis(1))
            .filter(to::isAfter)
            .orElse(to);
    var found = new ArrayList<Card>();
    boolean[] more = {false};
    history.arrivedBetween(
        from,
        before,
        h -> {
          if (wanted.fits(h)) {
            more[0] = found.size() == PAGE;
            if (!more[0]) {
              found.add(cards.card(h));
            }
          }
          return !more[0];
        });
    Optional<String> next = more[0] ? Optional.of(found.getLast().id()) : Optional.empty();
    return Response.json(new Page(found, next, history.sequence()));
  }

  /// What a list shall contain.
  private static final class Wanted {
    private final Optional<String> state;
    private final Optional<String> channel;
    private final Optional<String> text;
    private final Optional<String> after;
    private boolean reached;

    Wanted(Request request) {
      state = request.query("state").filter(s -> !s.isEmpty());
      channel = request.query("channel").filter(s -> !s.isEmpty());
      text =
          request
              .query("text")
              .filter(s -> !s.isBlank())
              .map(s -> s.strip().toLowerCase(Locale.ROOT));
      after = request.query("after").filter(s -> !s.isEmpty());
      reached = after.isEmpty();
    }

    boolean fits(ContactHistory h) {
      if (!reached) {
        reached = after.filter(id -> id.equals(h.id().value())).isPresent();
        return false;
      }
      boolean closed = h.status().kind().equals("closed");
      return state.filter(s -> s.equals("closed") != closed).isEmpty()
          && channel.filter(c -> !c.equals(h.channel().code())).isEmpty()
          && text.filter(t -> !contains(h, t)).isEmpty();
    }

    private static boolean contains(ContactHistory h, String text) {
      return (h.name() + " " + h.address() + " " + h.subject() + " " + h.code())
          .toLowerCase(Locale.ROOT)
          .contains(text);
    }
  }

  private Response detail(Request request) throws IOException {
    catchUp.run();
    return Response.json(details.of(contact(request), request.requireSession()));
  }

  private Response rawMessage(Request request) throws IOException, InterruptedException {
    ContactHistory contact = contact(request);
    var message = message(contact, request);
    var name =
        message.raw().orElseThrow(() -> notFound("no-such-message", "a form has no raw message"));
    if (raw.size(name).isEmpty()) {
      throw notFound("no-such-message", "the raw message is not in the store");
    }
    gate.checkWhole(contact.id(), message, request.requireSession(), name, () -> rawMessage(name));
    return Response.download(contact.code() + ".eml", "message/rfc822", () -> rawMessage(name));
  }

  private InputStream rawMessage(Sha256 name) throws IOException {
    return raw.open(name).orElseThrow(() -> new IOException("raw message " + name + " has gone"));
  }

  private Response attachment(Request request) throws IOException, InterruptedException {
    ContactHistory contact = contact(request);
    var message = message(contact, request);
    int part = number("part", request.pathParam("part"));
    Attachment attachment =
        message.attachments().stream()
            .filter(a -> a.part() == part)
            .findFirst()
            .orElseThrow(() -> notFound("no-such-attachment", "part " + part));
    gate.checkFile(contact.id(), message, attachment);
    if (attachment.raw().isPresent()) {
      var name = attachment.raw().get();
      return Response.download(
          attachment.name(),
          attachment.type(),
          () ->
              raw.open(name)
                  .orElseThrow(() -> new IOException("attachment " + name + " has gone")));
    }
    byte[] bytes =
        message
            .raw()
            .flatMap(name -> read(name, part))
            .orElseThrow(() -> notFound("no-such-attachment", "part " + part));
    return Response.download(attachment.name(), attachment.type(), bytes);
  }

  private Optional<byte[]> read(Sha256 name, int part) {
    try {
      return parts.attachment(name, part);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private ContactHistory contact(Request request) {
    ContactId id = WorkApi.id("id", request.pathParam("id"), ContactId::new);
    return history
        .contact(id)
        .orElseThrow(() -> notFound("no-such-contact", "contact " + id + " is not known"));
  }

  private static ContactHistory.Message message(ContactHistory contact, Request request) {
    int n = number("n", request.pathParam("n"));
    return contact.messages().stream()
        .filter(m -> m.n() == n)
        .findFirst()
        .orElseThrow(() -> notFound("no-such-message", "message " + n));
  }

  static LocalDate day(String member, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new RequestRefused(
          400, "wrong-type", member + ": \"" + text + "\" (expected: a day such as 2026-11-20)");
    }
  }

  private static int number(String member, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new RequestRefused(
          400, "wrong-type", member + ": \"" + text + "\" (expected: a number)");
    }
  }

  private static RequestRefused notFound(String code, String detail) {
    return new RequestRefused(404, code, detail);
  }
}
