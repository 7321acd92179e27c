package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Reply;
import it.sportello.mail.PreparedFile;
import it.sportello.web.server.Access;
import it.sportello.web.server.Handler;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import java.util.List;
import java.util.Optional;

/// What operators write to people outside: composed, recorded, and only then answered.
public final class WritingApi {
  private static final int MAX_BODY_BYTES = 512 * 1024;

  private record ReplyBody(
      String text,
      Optional<List<String>> cc,
      Optional<String> language,
      Optional<List<String>> files) {}

  private record ForwardBody(
      List<String> to,
      Optional<List<String>> cc,
      String text,
      Optional<Boolean> quote,
      Optional<String> language,
      Optional<List<String>> files) {}

  private final DeskLane desk;
  private final Answers answers;
  private final Forwards forwards;
  private final Preparations preparations;

  /// @param preparations the files that go with it
  public WritingApi(DeskLane desk, Answers answers, Forwards forwards, Preparations preparations) {
    this.desk = desk;
    this.answers = answers;
    this.forwards = forwards;
    this.preparations = preparations;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    router.add(post("/api/v1/contacts/{id}/reply", this::reply));
    router.add(post("/api/v1/contacts/{id}/messages/{n}/forward", this::forward));
  }

  private Response reply(Request request) throws Exception {
    ReplyBody body = request.json(ReplyBody.class);
    String text = WorkApi.longText("text", body.text());
    ContactId contact = mine(request);
    List<PreparedFile> files = preparations.chosen(contact, body.files().orElse(List.of()));
    var words =
        new Answers.Words(
            text, body.cc().orElse(List.of()), preparations.language(body.language()), files);
    return sent(contact, files, answers.write(user(request), contact, words));
  }

  private Response forward(Request request) throws Exception {
    ForwardBody body = request.json(ForwardBody.class);
    if (!body.text().isBlank()) {
      WorkApi.longText("text", body.text());
    }
    ContactId contact = mine(request);
    List<PreparedFile> files = preparations.chosen(contact, body.files().orElse(List.of()));
    var words =
        new Forwards.Words(
            number(request.pathParam("n")),
            body.to(),
            body.cc().orElse(List.of()),
            body.text(),
            body.quote().orElse(true),
            preparations.language(body.language()),
            files);
    return sent(contact, files, forwards.write(user(request), contact, words));
  }

  private Response sent(ContactId contact, List<PreparedFile> files, Command command)
      throws InterruptedException {
    Reply reply = Replies.await(desk.submit(command));
    if (reply instanceof Reply.Done) {
      preparations.sent(contact, files);
    }
    return Replies.of(reply);
  }

  private ContactId mine(Request request) throws InterruptedException {
    ContactId contact = WorkApi.id("id", request.pathParam("id"), ContactId::new);
    preparations.requireHands(user(request), contact);
    return contact;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new RequestRefused(400, "wrong-type", "n: \"" + text + "\" (expected: a number)");
    }
  }

  private static OperatorId user(Request request) {
    return request.requireSession().user();
  }

  private static Route post(String path, Handler handler) {
    Access operators = Access.anyOf(Role.OPERATOR, Role.SUPERVISOR);
    return Route.of(Method.POST, path, operators, handler).withMaxBody(MAX_BODY_BYTES);
  }
}
