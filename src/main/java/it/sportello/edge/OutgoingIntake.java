package it.sportello.edge;

import it.sportello.base.ContactId;
import it.sportello.base.Ids;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.customer.Recognition;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Reply;
import java.util.concurrent.CompletableFuture;

/// Hands calls that operators make to the desk, with the ids and the customer they need. Any
/// thread.
public final class OutgoingIntake {
  /// What began.
  ///
  /// @param reply completes after the commit
  public record Placed(ContactId contact, CompletableFuture<Reply> reply) {}

  private final DeskLane desk;
  private final Recognition recognition;
  private final Ids ids;
  private final Codes codes;

  public OutgoingIntake(DeskLane desk, Recognition recognition, Ids ids, Codes codes) {
    this.desk = desk;
    this.recognition = recognition;
    this.ids = ids;
    this.codes = codes;
  }

  /// Asks for a call.
  ///
  /// @param name of whoever is called, as the console knows it; may be empty
  /// @param number E.164, checked
  public Placed place(OperatorId operator, QueueId queue, String name, String number) {
    var contact = new ContactId(ids.next());
    var command =
        new Command.CallOut(
            operator, contact, codes.next(), recognition.byPhone(number), queue, name, number);
    return new Placed(contact, desk.submit(command));
  }
}
