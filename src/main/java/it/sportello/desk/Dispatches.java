package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.desk.MailEvent.Stage;
import java.util.List;

/// Watches over certified messages of ours until everything was said about them, and says what
/// never came.
final class Dispatches {
  private Dispatches() {}

  /// A message was written; from a certified mailbox, receipts follow.
  static void written(ContactId contact, int n, String from, List<String> recipients, Turn turn) {
    PecRules pec = turn.rules.pec();
    if (!pec.isCertified(from)) {
      return;
    }
    turn.happened(
        new MailEvent.Awaited(
            contact,
            n,
            turn.now.plus(pec.acceptanceWithin()),
            turn.now.plus(pec.deliveryWithin()),
            recipients));
  }

  /// Somebody decided that no receipt will come: it was settled otherwise.
  static void stopAwaiting(Command.StopAwaiting c, Turn turn) throws Turn.Refusal {
    var key = new Dispatch.Key(c.contact(), c.n());
    if (turn.state.dispatches.get(key).flatMap(Dispatch::overdue).isEmpty()) {
      throw new Turn.Refusal(
          "not-overdue", "message " + c.n() + " of contact " + c.contact() + " misses no receipt");
    }
    turn.happened(new MailEvent.NoLongerAwaited(c.contact(), c.n(), c.by()));
  }

  static void due(Dispatch.Key key, Turn turn) {
    turn.state.dispatches.get(key).ifPresent(d -> due(d, turn));
  }

  private static void due(Dispatch dispatch, Turn turn) {
    if (dispatch.nextDeadline().filter(at -> !turn.now.isBefore(at)).isEmpty()) {
      return;
    }
    boolean waitsForAcceptance = !dispatch.isAnswered() && dispatch.missing().isEmpty();
    List<String> open = waitsForAcceptance ? dispatch.recipients() : dispatch.open();
    turn.happened(
        new MailEvent.ReceiptMissing(
            dispatch.key().contact(),
            dispatch.key().n(),
            waitsForAcceptance ? Stage.ACCEPTANCE : Stage.DELIVERY,
            open));
  }
}
