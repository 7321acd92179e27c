package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.base.CenterId;
import it.sportello.base.ContactId;
import it.sportello.base.EscalationId;
import it.sportello.base.Ids;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.operator.Presence;
import it.sportello.web.server.Access;
import it.sportello.web.server.Handler;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What operators and experts do: each call is one command, answered after the commit.
public final class WorkApi {
  private static final int MAX_TEXT = 100_000;
  private static final int MAX_TEXT_BODY_BYTES = 512 * 1024;

  private record PresenceBody(String presence, Optional<String> reason) {}

  private record Nothing() {}

  private record ReasonBody(Optional<String> reason) {}

  private record TextBody(String text) {}

  private record EscalateBody(String center, String question, Optional<Instant> dueAt) {}

  private record TransferBody(String queue) {}

  private record CloseBody(Optional<List<String>> classification, Optional<String> note) {}

  private final DeskLane desk;
  private final Ids ids;

  public WorkApi(DeskLane desk, Ids ids) {
    this.desk = desk;
    this.ids = ids;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    Access operators = Access.anyOf(Role.OPERATOR, Role.SUPERVISOR);
    router.add(post("/api/v1/presence", Access.LOGGED_IN, this::presence));
    router.add(post("/api/v1/contacts/{id}/accept", operators, this::accept));
    router.add(post("/api/v1/contacts/{id}/decline", operators, this::decline));
    router.add(post("/api/v1/contacts/{id}/hangup", operators, this::hangUp));
    router.add(text("/api/v1/contacts/{id}/note", Access.LOGGED_IN, this::note));
    router.add(text("/api/v1/contacts/{id}/escalate", operators, this::escalate));
    router.add(post("/api/v1/contacts/{id}/transfer", operators, this::transfer));
    router.add(post("/api/v1/contacts/{id}/finish", operators, this::finish));
    router.add(text("/api/v1/contacts/{id}/close", operators, this::close));
    router.add(text("/api/v1/escalations/{id}/opinion", Access.anyOf(Role.EXPERT), this::opinion));
  }

  private Response presence(Request request) throws InterruptedException {
    PresenceBody body = request.json(PresenceBody.class);
    Presence presence =
        List.of(Presence.values()).stream()
            .filter(p -> p.code().equals(body.presence()))
            .findFirst()
            .orElseThrow(
                () ->
                    new RequestRefused(
                        400,
                        "wrong-type",
                        "presence: " + body.presence() + " (expected: available, pause or away)"));
    String reason = presence == Presence.PAUSE ? shortText(body.reason().orElse("")) : "";
    return Replies.of(desk.submit(new Command.ChoosePresence(user(request), presence, reason)));
  }

  private Response accept(Request request) throws InterruptedException {
    request.json(Nothing.class);
    return Replies.of(desk.submit(new Command.Accept(user(request), contact(request))));
  }

  private Response decline(Request request) throws InterruptedException {
    String reason = shortText(request.json(ReasonBody.class).reason().orElse(""));
    return Replies.of(desk.submit(new Command.Decline(user(request), contact(request), reason)));
  }

  private Response hangUp(Request request) throws InterruptedException {
    request.json(Nothing.class);
    return Replies.of(desk.submit(new Command.HangUp(user(request), contact(request))));
  }

  private Response note(Request request) throws InterruptedException {
    String text = longText("text", request.json(TextBody.class).text());
    return Replies.of(desk.submit(new Command.AddNote(user(request), contact(request), text)));
  }

  private Response escalate(Request request) throws InterruptedException {
    EscalateBody body = request.json(EscalateBody.class);
    return Replies.of(
        desk.submit(
            new Command.Escalate(
                user(request),
                contact(request),
                new EscalationId(ids.next()),
                id("center", body.center(), CenterId::new),
                longText("question", body.question()),
                body.dueAt())));
  }

  private Response transfer(Request request) throws InterruptedException {
    QueueId queue = id("queue", request.json(TransferBody.class).queue(), QueueId::new);
    return Replies.of(desk.submit(new Command.Transfer(user(request), contact(request), queue)));
  }

  private Response finish(Request request) throws InterruptedException {
    request.json(Nothing.class);
    return Replies.of(desk.submit(new Command.Finish(user(request), contact(request))));
  }

  private Response close(Request request) throws InterruptedException {
    CloseBody body = request.json(CloseBody.class);
    List<String> classification = body.classification().orElse(List.of());
    if (classification.size() > 3) {
      throw new RequestRefused(
          400,
          "wrong-type",
          "classification: " + classification.size() + " levels (expected: at most 3)");
    }
    String note = body.note().orElse("");
    if (note.length() > MAX_TEXT) {
      throw tooLong("note", note);
    }
    return Replies.of(
        desk.submit(
            new Command.Close(
                user(request),
                contact(request),
                classification.stream().map(WorkApi::shortText).toList(),
                note)));
  }

  private Response opinion(Request request) throws InterruptedException {
    String text = longText("text", request.json(TextBody.class).text());
    var escalation = id("id", request.pathParam("id"), EscalationId::new);
    return Replies.of(desk.submit(new Command.GiveOpinion(user(request), escalation, text)));
  }

  private static OperatorId user(Request request) {
    return request.requireSession().user();
  }

  private static ContactId contact(Request request) {
    return id("id", request.pathParam("id"), ContactId::new);
  }

  static <T> T id(String member, String text, java.util.function.Function<String, T> maker) {
    try {
      return maker.apply(text);
    } catch (IllegalArgumentException e) {
      throw new RequestRefused(400, "wrong-type", member + ": " + e.getMessage());
    }
  }

  private static String shortText(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  static String longText(String member, String text) {
    if (text.isBlank()) {
      throw new RequestRefused(400, "missing-member", member + ": empty (expected: a text)");
    }
    if (text.length() > MAX_TEXT) {
      throw tooLong(member, text);
    }
    return text;
  }

  private static RequestRefused tooLong(String member, String text) {
    return new RequestRefused(
        400,
        "too-long",
        member + ": " + text.length() + " signs (expected: at most " + MAX_TEXT + ")");
  }

  private static Route post(String path, Access access, Handler handler) {
    return Route.of(Method.POST, path, access, handler);
  }

  private static Route text(String path, Access access, Handler handler) {
    return post(path, access, handler).withMaxBody(MAX_TEXT_BODY_BYTES);
  }
}
