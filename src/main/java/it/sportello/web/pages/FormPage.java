package it.sportello.web.pages;

import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.desk.Reply;
import it.sportello.edge.FormIntake;
import it.sportello.journal.RawStore;
import it.sportello.journal.RawTooLarge;
import it.sportello.web.pages.FormInput.Problem;
import it.sportello.web.server.Access;
import it.sportello.web.server.Form;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import it.sportello.web.server.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The public contact form, and the API that does the same.
///
/// A code is shown only once the request is durable. Robots that fill the hidden field are thanked
/// and forgotten; whoever sends too much is asked to wait.
public final class FormPage {
  private static final long COMMIT_SECONDS = 30;

  private record Accepted(String contact, String code) {}

  /// What may be sent.
  ///
  /// @param files with one request
  /// @param bytes of one request with its files
  public record Limits(int files, long bytes) {}

  private final FormIntake intake;
  private final RawStore raw;
  private final Map<QueueId, String> topics;
  private final Predicate<Request> tooMany;
  private final Limits limits;
  private final UnaryOperator<String> status;
  private final PageText text;

  /// @param topics the queues citizens may choose, with their names, in order
  /// @param tooMany whether this client has sent too much lately
  /// @param status where the request with a code is looked up; empty if nowhere
  public FormPage(
      FormIntake intake,
      RawStore raw,
      Map<QueueId, String> topics,
      Predicate<Request> tooMany,
      Limits limits,
      UnaryOperator<String> status,
      String centerName) {
    this.intake = intake;
    this.raw = raw;
    this.topics = topics;
    this.tooMany = tooMany;
    this.limits = limits;
    this.status = status;
    this.text = new PageText(centerName, topics, Optional.of(limits));
  }

  /// Adds the form and its API.
  public void addTo(Router router) {
    router.add(Method.GET, "/", Access.PUBLIC, this::show);
    router.add(
        Route.of(Method.POST, "/", Access.PUBLIC, this::submit)
            .withMaxBody(Math.toIntExact(limits.bytes())));
    router.add(Method.POST, "/api/v1/forms", Access.PUBLIC, this::submitJson);
  }

  private Response show(Request request) {
    return Response.html(200, text.form(language(request), FormInput.EMPTY, List.of()));
  }

  private Response submit(Request request) throws IOException, InterruptedException {
    String language = language(request);
    if (tooMany.test(request)) {
      return Response.html(429, text.tooMany(language)).withHeader("Retry-After", "60");
    }
    Form form = request.form();
    FormInput input = FormInput.of(form);
    if (input.isRobot()) {
      return Response.html(200, thanks(language, "SP-0000-0000"));
    }
    List<Problem> problems = new ArrayList<>(input.problems(topics.keySet()));
    if (form.files().size() > limits.files()) {
      problems.add(Problem.TOO_MANY_FILES);
    }
    if (!problems.isEmpty()) {
      return Response.html(400, text.form(language, input, problems));
    }
    FormIntake.Receipt receipt = intake.submit(input.request(store(form)));
    return switch (committed(receipt)) {
      case Reply.Done _ -> Response.html(200, thanks(language, receipt.code()));
      case Reply.Refused _, Reply.NotNow _ ->
          Response.html(503, text.form(language, input, List.of(Problem.NOT_NOW)))
              .withHeader("Retry-After", "30");
    };
  }

  private Response submitJson(Request request) throws InterruptedException {
    if (tooMany.test(request)) {
      return Response.problem(429, "too-many-requests", "too many requests from this address")
          .withHeader("Retry-After", "60");
    }
    FormInput input = request.json(FormInput.Json.class).input();
    List<Problem> problems = input.problems(topics.keySet());
    if (!problems.isEmpty()) {
      String which = String.join(", ", problems.stream().map(p -> p.field()).toList());
      return Response.problem(400, "wrong-form", which + ": missing or not valid");
    }
    FormIntake.Receipt receipt = intake.submit(input.request(List.of()));
    return switch (committed(receipt)) {
      case Reply.Done _ ->
          Response.json(201, new Accepted(receipt.contact().value(), receipt.code()));
      case Reply.Refused r -> Response.problem(409, r.code(), r.detail());
      case Reply.NotNow r ->
          Response.problem(503, r.code(), r.detail()).withHeader("Retry-After", "30");
    };
  }

  private String thanks(String language, String code) {
    return text.thanks(language, code, status.apply(code));
  }

  private static Reply committed(FormIntake.Receipt receipt) throws InterruptedException {
    try {
      return receipt.reply().get(COMMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return new Reply.NotNow("busy", "the desk did not answer in time");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the desk could not answer", e.getCause());
    }
  }

  private List<Attachment> store(Form form) throws IOException {
    var attachments = new ArrayList<Attachment>();
    for (Upload file : form.files()) {
      try (InputStream bytes = file.open()) {
        Sha256 name = raw.put(bytes, limits.bytes());
        attachments.add(
            new Attachment(
                attachments.size(),
                file.fileName(),
                file.contentType(),
                file.sizeBytes(),
                Optional.of(name)));
      } catch (RawTooLarge e) {
        throw new IOException("an upload grew while it was read", e);
      }
    }
    return attachments;
  }

  static String language(Request request) {
    String asked =
        request.query("lang").orElseGet(() -> request.header("Accept-Language").orElse("it"));
    return asked.startsWith("en") ? "en" : "it";
  }
}
