package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.base.ContactId;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Overview;
import it.sportello.history.ContactHistory;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Response;
import it.sportello.web.server.Route;
import it.sportello.web.server.Router;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The certified messages of ours whose receipts should be here and are not, and the decision that
/// they will not come. For supervisors.
public final class ReceiptsApi {
  /// The messages that miss a receipt.
  ///
  /// @param missing the longest missing first
  public record Receipts(List<Missing> missing) {}

  /// One message.
  ///
  /// @param contact its id; `code` and `subject` are empty while the history does not know it
  /// @param n the message's number within its contact
  /// @param stage `acceptance`, `delivery`
  /// @param recipients of whom something is still to be said
  /// @param writtenAt when the message was written; empty while the history does not know it
  /// @param since when the receipt should have been here
  public record Missing(
      String contact,
      int n,
      String code,
      String subject,
      String stage,
      List<String> recipients,
      Optional<Instant> writtenAt,
      Instant since) {}

  private record Nothing() {}

  private final DeskLane desk;
  private final Function<ContactId, Optional<ContactHistory>> histories;

  public ReceiptsApi(DeskLane desk, Function<ContactId, Optional<ContactHistory>> histories) {
    this.desk = desk;
    this.histories = histories;
  }

  /// Adds this API's routes.
  public void addTo(Router router) {
    Access supervisors = Access.anyOf(Role.SUPERVISOR);
    router.add(Method.GET, "/api/v1/receipts", supervisors, _ -> list());
    router.add(
        Route.of(
            Method.POST,
            "/api/v1/contacts/{id}/messages/{n}/no-receipt",
            supervisors,
            this::stopAwaiting));
  }

  private Response list() throws InterruptedException {
    List<Overview.Overdue> overdue = Replies.await(desk.ask(Overview::overdue));
    return Response.json(new Receipts(overdue.stream().map(this::shape).toList()));
  }

  private Missing shape(Overview.Overdue overdue) {
    Optional<ContactHistory> history = histories.apply(overdue.contact());
    Optional<ContactHistory.Message> message =
        history.stream()
            .flatMap(h -> h.messages().stream())
            .filter(m -> m.n() == overdue.n())
            .findFirst();
    return new Missing(
        overdue.contact().value(),
        overdue.n(),
        history.map(ContactHistory::code).orElse(""),
        message.map(ContactHistory.Message::subject).orElse(""),
        overdue.stage().code(),
        overdue.recipients(),
        message.map(ContactHistory.Message::at),
        overdue.since());
  }

  private Response stopAwaiting(Request request) throws InterruptedException {
    request.json(Nothing.class);
    ContactId contact = WorkApi.id("id", request.pathParam("id"), ContactId::new);
    return Replies.of(
        desk.submit(
            new Command.StopAwaiting(
                request.requireSession().user(), contact, number(request.pathParam("n")))));
  }

  private static int number(String n) {
    try {
      return Integer.parseInt(n);
    } catch (NumberFormatException _) {
      throw new RequestRefused(404, "not-found", "message " + n + " (expected: its number)");
    }
  }
}
