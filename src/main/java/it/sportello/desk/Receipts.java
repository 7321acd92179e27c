package it.sportello.desk;

import it.sportello.desk.Command.SentMessage;
import it.sportello.desk.MailEvent.Fate;
import it.sportello.mail.Evidence;
import it.sportello.mail.Pec;
import java.util.Optional;

/// Takes in what providers of certified mail report about messages of ours.
///
/// A receipt is never a message of a contact and begins none; it shows at the message it is about,
/// whether the contact is open or closed. One that its signature does not bear out changes nothing.
final class Receipts {
  private Receipts() {}

  /// @param what the receipt in an administrator's words
  static void take(Command.TakeMail c, Pec receipt, String what, Fates fates, Turn turn) {
    Optional<SentMessage> about = c.about();
    if (!receipt.isProven()) {
      String why = receipt.certified() ? receipt.signature().reason() : "no daticert.xml";
      fates.record(Fate.UNPROVEN, about.map(SentMessage::contact), what + ": " + why, turn);
      return;
    }
    if (about.isEmpty()) {
      fates.record(Fate.RECEIPT, Optional.empty(), what + ", about no message that we know", turn);
      return;
    }
    fates.record(Fate.RECEIPT, Optional.of(about.get().contact()), what, turn);
    turn.happened(
        MailEvent.Certified.of(
            about.get().contact(),
            about.get().n(),
            Evidence.of(receipt, c.mail().raw(), turn.now)));
  }
}
