package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.edge.OutgoingIntake;
import it.sportello.edge.OutgoingIntake.Placed;
import it.sportello.telephony.OutsideNumbers;
import it.sportello.web.api.Shapes.Named;
import it.sportello.web.server.Access;
import it.sportello.web.server.Handler;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Calls that operators make, and more time after a talk: each call is one command, answered after
/// the commit.
public final class CallApi {
  /// Longer names are cut: it is only shown.
  private static final int LONGEST_NAME = 200;

  private record CallBody(String queue, String number, Optional<String> name) {}

  private record Begun(String contact) {}

  private record Queues(List<Named> queues) {}

  private final DeskLane desk;
  private final OutgoingIntake intake;
  private final OutsideNumbers numbers;
  private final Function<OperatorId, List<QueueId>> queues;
  private final Names names;

  /// @param numbers which numbers may be dialled
  /// @param queues for which an operator may call; none if nobody may
  public CallApi(
      DeskLane desk,
      OutgoingIntake intake,
      OutsideNumbers numbers,
      Function<OperatorId, List<QueueId>> queues,
      Names names) {
    this.desk = desk;
    this.intake = intake;
    this.numbers = numbers;
    this.queues = queues;
    this.names = names;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    router.add(Method.GET, "/api/v1/calls", Access.LOGGED_IN, this::queues);
    router.add(post("/api/v1/calls", this::call));
    router.add(
        post(
            "/api/v1/contacts/{id}/call-again",
            request ->
                Replies.of(desk.submit(new Command.CallAgain(user(request), contact(request))))));
    router.add(
        post(
            "/api/v1/contacts/{id}/extend",
            request ->
                Replies.of(
                    desk.submit(new Command.ExtendWrapUp(user(request), contact(request))))));
  }

  private Response queues(Request request) {
    return Response.json(
        new Queues(queues.apply(user(request)).stream().map(names::queue).toList()));
  }

  private Response call(Request request) throws InterruptedException {
    CallBody body = request.json(CallBody.class);
    String name = body.name().orElse("");
    Placed placed =
        intake.place(
            user(request),
            WorkApi.id("queue", body.queue(), QueueId::new),
            name.substring(0, Math.min(name.length(), LONGEST_NAME)),
            TalkApi.dialled(numbers, body.number()));
    return Replies.of(placed.reply(), new Begun(placed.contact().value()));
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
