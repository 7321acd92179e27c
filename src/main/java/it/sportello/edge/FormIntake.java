package it.sportello.edge;

import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.Ids;
import it.sportello.base.QueueId;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.contact.Needs;
import it.sportello.customer.Recognition;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Hands what citizens send by form to the desk.
public final class FormIntake {
  /// What a citizen wrote, checked.
  ///
  /// @param email where the answer goes
  /// @param attachments already durable in the raw store
  public record Request(
      QueueId queue,
      String name,
      String email,
      String subject,
      String text,
      List<Attachment> attachments) {}

  /// What the citizen is told.
  ///
  /// @param reply completes after the commit; only then may the code be shown
  public record Receipt(ContactId contact, String code, CompletableFuture<Reply> reply) {}

  private final DeskLane desk;
  private final Recognition recognition;
  private final Function<CustomerId, Needs> needs;
  private final Ids ids;
  private final Codes codes;

  /// @param needs what a customer's contacts ask for by themselves
  public FormIntake(
      DeskLane desk,
      Recognition recognition,
      Function<CustomerId, Needs> needs,
      Ids ids,
      Codes codes) {
    this.needs = needs;
    this.desk = desk;
    this.recognition = recognition;
    this.ids = ids;
    this.codes = codes;
  }

  /// Sends one form to the desk.
  public Receipt submit(Request request) {
    var contact = new ContactId(ids.next());
    String code = codes.next();
    CustomerId customer = recognition.byMail(request.email());
    CompletableFuture<Reply> reply =
        desk.submit(
            new Command.SubmitForm(
                contact,
                code,
                request.queue(),
                customer,
                request.name(),
                request.email(),
                request.subject(),
                request.text(),
                request.attachments(),
                needs.apply(customer)));
    return new Receipt(contact, code, reply);
  }
}
