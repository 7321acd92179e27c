package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Overview;
import it.sportello.web.api.Shapes.Candidate;
import it.sportello.web.api.Shapes.WaitingContact;
import it.sportello.web.api.Shapes.Why;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What a supervisor sees and does in the queues: who waits where, who could take a contact now and
/// why not, and moving it by hand.
public final class RoutingApi {
  private record WaitingList(List<WaitingContact> waiting, boolean more) {}

  private record Candidates(Optional<Why> why, List<Candidate> candidates) {}

  private record MoveBody(String to, Optional<String> queue, Optional<String> operator) {}

  private record Found(
      Contact contact,
      List<it.sportello.routing.Candidate> candidates,
      Optional<it.sportello.contact.Explanation> why) {}

  private final DeskLane desk;
  private final Cards cards;
  private final Names names;
  private final InstantSource clock;

  public RoutingApi(DeskLane desk, Cards cards, Names names, InstantSource clock) {
    this.desk = desk;
    this.cards = cards;
    this.names = names;
    this.clock = clock;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    Access supervisors = Access.anyOf(Role.SUPERVISOR);
    router.add(Method.GET, "/api/v1/waiting", supervisors, _ -> waiting());
    router.add(Method.GET, "/api/v1/contacts/{id}/candidates", supervisors, this::candidates);
    router.add(Method.POST, "/api/v1/contacts/{id}/move", supervisors, this::move);
  }

  private Response waiting() throws InterruptedException {
    Overview.Waiting all =
        Replies.await(desk.ask(state -> Overview.waiting(state, clock.instant())));
    return Response.json(
        new WaitingList(
            all.rows().stream()
                .map(
                    r ->
                        new WaitingContact(
                            cards.card(r.contact()),
                            r.position(),
                            r.estimate().map(java.time.Duration::toMillis),
                            r.skills(),
                            r.step()))
                .toList(),
            all.more()));
  }

  private Response candidates(Request request) throws InterruptedException {
    ContactId id = contact(request);
    Found found =
        Replies.await(
                desk.ask(
                    state ->
                        Overview.contact(state, id)
                            .map(
                                c ->
                                    new Found(
                                        c,
                                        state.matcher().candidates(c, clock.instant()),
                                        state.matcher().whyNobody(id, clock.instant())))))
            .orElseThrow(
                () -> new RequestRefused(404, "no-such-contact", "contact " + id + " is not open"));
    return Response.json(
        new Candidates(
            found.why().map(w -> WhyWords.of(w, names)),
            found.candidates().stream()
                .map(
                    c ->
                        new Candidate(
                            names.operator(c.operator()),
                            c.whyNot().isEmpty(),
                            c.whyNot().map(WhyWords::reason)))
                .toList()));
  }

  private Response move(Request request) throws InterruptedException {
    MoveBody body = request.json(MoveBody.class);
    ContactId id = contact(request);
    OperatorId by = request.requireSession().user();
    return switch (body.to()) {
      case "front" -> Replies.of(desk.submit(new Command.MoveToFront(by, id)));
      case "queue" ->
          Replies.of(
              desk.submit(
                  new Command.MoveToQueue(
                      by, id, WorkApi.id("queue", body.queue().orElse(""), QueueId::new))));
      case "operator" ->
          Replies.of(
              desk.submit(
                  new Command.MoveToOperator(
                      by,
                      id,
                      WorkApi.id("operator", body.operator().orElse(""), OperatorId::new))));
      default ->
          throw new RequestRefused(
              400, "bad-request", "to: \"" + body.to() + "\" (expected: front, queue or operator)");
    };
  }

  private static ContactId contact(Request request) {
    return WorkApi.id("id", request.pathParam("id"), ContactId::new);
  }
}
