package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.telephony.OutsideNumbers;
import it.sportello.web.server.Access;
import it.sportello.web.server.Handler;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What operators do with a talk beyond holding and ending it: each call is one command, answered
/// after the commit.
public final class TalkApi {
  private record OperatorBody(String operator) {}

  private record NumberBody(String number) {}

  private record ConsultBody(Optional<String> operator, Optional<String> number) {}

  private record StepBody(String step) {}

  private record Nothing() {}

  private final DeskLane desk;
  private final OutsideNumbers numbers;

  /// @param numbers which numbers outside may be dialled
  public TalkApi(DeskLane desk, OutsideNumbers numbers) {
    this.desk = desk;
    this.numbers = numbers;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    router.add(post("/api/v1/contacts/{id}/transfer-to", this::transferTo));
    router.add(post("/api/v1/contacts/{id}/forward", this::forward));
    router.add(post("/api/v1/contacts/{id}/consult", this::consult));
    router.add(post("/api/v1/contacts/{id}/consult-step", this::consultStep));
    router.add(post("/api/v1/contacts/{id}/wrapped-up", this::wrappedUp));
  }

  private Response transferTo(Request request) throws InterruptedException {
    String to = request.json(OperatorBody.class).operator();
    return Replies.of(
        desk.submit(
            new Command.TransferTo(
                user(request), contact(request), WorkApi.id("operator", to, OperatorId::new))));
  }

  private Response forward(Request request) throws InterruptedException {
    String number = dialled(numbers, request.json(NumberBody.class).number());
    return Replies.of(desk.submit(new Command.Forward(user(request), contact(request), number)));
  }

  private Response consult(Request request) throws InterruptedException {
    ConsultBody body = request.json(ConsultBody.class);
    if (body.operator().isPresent() == body.number().isPresent()) {
      throw new RequestRefused(
          400, "wrong-type", "operator, number: both or none (expected: one of them)");
    }
    return Replies.of(
        desk.submit(
            new Command.Consult(
                user(request),
                contact(request),
                body.operator().map(to -> WorkApi.id("operator", to, OperatorId::new)),
                body.number().map(n -> dialled(numbers, n)).orElse(""))));
  }

  private Response consultStep(Request request) throws InterruptedException {
    String step = request.json(StepBody.class).step();
    Command.ConsultStep.Step wanted =
        List.of(Command.ConsultStep.Step.values()).stream()
            .filter(s -> s.name().toLowerCase(Locale.ROOT).equals(step))
            .findFirst()
            .orElseThrow(
                () ->
                    new RequestRefused(
                        400,
                        "wrong-type",
                        "step: " + step + " (expected: swap, conference, return or complete)"));
    return Replies.of(
        desk.submit(new Command.ConsultStep(user(request), contact(request), wanted)));
  }

  private Response wrappedUp(Request request) throws InterruptedException {
    request.json(Nothing.class);
    return Replies.of(desk.submit(new Command.WrappedUp(user(request), contact(request))));
  }

  /// Returns a number outside as it is dialled.
  ///
  /// @throws RequestRefused if it is none, or may not be called
  static String dialled(OutsideNumbers numbers, String typed) {
    return numbers
        .dialled(typed)
        .orElseThrow(
            () ->
                new RequestRefused(
                    400,
                    "number-not-allowed",
                    "number: \""
                        + typed
                        + "\" (expected: a telephone number that begins with one of "
                        + numbers.prefixes()
                        + ")"));
  }

  private static OperatorId user(Request request) {
    return request.requireSession().user();
  }

  private static ContactId contact(Request request) {
    return WorkApi.id("id", request.pathParam("id"), ContactId::new);
  }

  private static Route post(String path, Handler handler) {
    return Route.of(Method.POST, path, Access.anyOf(Role.OPERATOR, Role.SUPERVISOR), handler);
  }
}
