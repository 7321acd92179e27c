package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.mail.LetterDraft;
import it.sportello.mail.PreparedFile;
import it.sportello.mail.Workbench;
import it.sportello.web.api.Shapes.Named;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is prepared for the next message of a contact: files and the draft.
public final class PreparedApi {
  /// What a browser says that a file is proves nothing; all that is wanted are its bytes.
  private static final String BYTES = "application/octet-stream";

  private static final int MAX_TEXT = 100_000;
  private static final int MAX_ADDRESSES = 10_000;
  private static final int MAX_BODY_BYTES = 512 * 1024;

  private record ReceivedBody(int message, Optional<Integer> part) {}

  private record Done(String result) {}

  private record DraftBody(long basedOn, LetterDraft.Letter letter) {}

  private record Saved(long version) {}

  /// What was written and not sent.
  record Draft(long version, Named by, Instant at, LetterDraft.Letter letter) {}

  /// What is ready for the next message.
  ///
  /// @param limits what may be added
  /// @param language of the signature, unless another is chosen
  /// @param signatures what will stand below the operator's words, by language; empty for none
  /// @param others who else got the message that an answer answers, without us
  /// @param draft what was written so far
  record Composing(
      List<Prepared> files,
      Limits limits,
      String language,
      Map<String, String> signatures,
      List<String> others,
      Optional<Draft> draft) {}

  /// A file that waits to be sent.
  record Prepared(String id, String name, String type, long sizeBytes) {
    static Prepared of(PreparedFile file) {
      return new Prepared(file.id(), file.name(), file.type(), file.sizeBytes());
    }
  }

  /// How much one message may carry.
  record Limits(long fileBytes, long totalBytes, int files) {
    static Limits of(Workbench.Limits limits) {
      return new Limits(limits.fileBytes(), limits.totalBytes(), limits.files());
    }
  }

  private final Preparations preparations;
  private final Names names;

  public PreparedApi(Preparations preparations, Names names) {
    this.preparations = preparations;
    this.names = names;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    Access operators = Access.anyOf(Role.OPERATOR, Role.SUPERVISOR);
    router.add(Method.GET, "/api/v1/contacts/{id}/composing", operators, this::composing);
    router.add(
        Route.of(Method.POST, "/api/v1/contacts/{id}/files", operators, this::upload)
            .withMaxBody((int) preparations.limits().fileBytes()));
    router.add(Method.POST, "/api/v1/contacts/{id}/files/received", operators, this::fromMessage);
    router.add(Method.DELETE, "/api/v1/contacts/{id}/files/{file}", operators, this::remove);
    router.add(
        Route.of(Method.PUT, "/api/v1/contacts/{id}/draft", operators, this::save)
            .withMaxBody(MAX_BODY_BYTES));
  }

  private Response composing(Request request) throws IOException, InterruptedException {
    ContactId contact = mine(request);
    return Response.json(
        new Composing(
            preparations.files(contact).stream().map(Prepared::of).toList(),
            Limits.of(preparations.limits()),
            preparations.language(Optional.empty()),
            preparations.signatures(contact, user(request)),
            preparations.others(contact),
            preparations
                .draft(contact)
                .map(d -> new Draft(d.version(), names.operator(d.by()), d.at(), d.letter()))));
  }

  private Response upload(Request request) throws IOException, InterruptedException {
    if (!request.contentType().equals(BYTES)) {
      throw new RequestRefused(
          415,
          "not-bytes",
          "Content-Type: \"" + request.contentType() + "\" (expected: " + BYTES + ")");
    }
    String name =
        request
            .query("name")
            .filter(n -> !n.isBlank() && n.length() <= 500)
            .orElseThrow(
                () -> new RequestRefused(400, "missing-member", "name (expected: a file's name)"));
    ContactId contact = mine(request);
    try (var bytes = request.stream()) {
      return Response.json(Prepared.of(preparations.add(contact, name, user(request), bytes)));
    }
  }

  private Response fromMessage(Request request) throws IOException, InterruptedException {
    ReceivedBody body = request.json(ReceivedBody.class);
    ContactId contact = mine(request);
    return Response.json(
        Prepared.of(preparations.add(contact, body.message(), body.part(), user(request))));
  }

  private Response remove(Request request) throws IOException, InterruptedException {
    preparations.remove(mine(request), request.pathParam("file"));
    return Response.json(new Done("done"));
  }

  private Response save(Request request) throws IOException, InterruptedException {
    DraftBody body = request.json(DraftBody.class);
    LetterDraft.Letter letter = body.letter();
    check("text", letter.text(), MAX_TEXT);
    check("to", letter.to(), MAX_ADDRESSES);
    check("cc", letter.cc(), MAX_ADDRESSES);
    if (!letter.kind().equals("reply") && !letter.kind().equals("forward")) {
      throw new RequestRefused(
          400, "wrong-type", "kind: \"" + letter.kind() + "\" (expected: reply or forward)");
    }
    letter.language().ifPresent(l -> preparations.language(Optional.of(l)));
    ContactId contact = mine(request);
    return Response.json(
        new Saved(preparations.save(contact, body.basedOn(), user(request), letter)));
  }

  private static void check(String member, String text, int most) {
    if (text.length() > most) {
      throw new RequestRefused(
          400,
          "too-long",
          member + ": " + text.length() + " signs (expected: at most " + most + ")");
    }
  }

  private ContactId mine(Request request) throws InterruptedException {
    ContactId contact = WorkApi.id("id", request.pathParam("id"), ContactId::new);
    preparations.requireHands(user(request), contact);
    return contact;
  }

  private static OperatorId user(Request request) {
    return request.requireSession().user();
  }
}
