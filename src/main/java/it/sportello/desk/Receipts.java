package it.sportello.desk;

import it.sportello.desk.Command.SentMessage;
import it.sportello.desk.MailEvent.Fate;
import it.sportello.mail.Evidence;
import it.sportello.mail.Pec;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes in what providers of certified mail report about messages of ours.
///
/// A receipt is never a message of a contact and begins none; it shows at the message it is about,
/// whether the contact is open or closed. One that its signature does not bear out changes nothing.
final class Receipts {
  private static final List<Reason> NOT_CERTIFIED = List.of(Reason.of(Code.NOT_CERTIFIED));
  private static final List<Reason> ABOUT_NOTHING = List.of(Reason.of(Code.ABOUT_NOTHING));

  private Receipts() {}

  static void take(Command.TakeMail c, Pec receipt, Fates fates, Turn turn) {
    Optional<SentMessage> about = c.about();
    List<Reason> what = what(receipt);
    if (!receipt.isProven()) {
      List<Reason> why =
          with(
              what,
              receipt.certified() ? receipt.signature().why().stream().toList() : NOT_CERTIFIED);
      fates.record(Fate.UNPROVEN, about.map(SentMessage::contact), why, turn);
      return;
    }
    if (about.isEmpty()) {
      fates.record(Fate.RECEIPT, Optional.empty(), with(what, ABOUT_NOTHING), turn);
      return;
    }
    fates.record(Fate.RECEIPT, Optional.of(about.get().contact()), what, turn);
    turn.happened(
        MailEvent.Certified.of(
            about.get().contact(),
            about.get().n(),
            Evidence.of(receipt, c.mail().raw(), turn.now)));
  }

  /// Takes registered mail that reports about a message of ours: it shows there, and decides
  /// nothing.
  static void notInterpreted(
      Command.TakeMail c, Pec report, SentMessage about, Fates fates, Turn turn) {
    fates.record(Fate.FOLLOW_UP, Optional.of(about.contact()), List.of(Reason.of(Code.REM)), turn);
    turn.happened(
        MailEvent.Certified.of(
            about.contact(), about.n(), Evidence.of(report, c.mail().raw(), turn.now)));
  }

  /// Which receipt it is, about whom, and what its signature is worth.
  private static List<Reason> what(Pec receipt) {
    var what = new ArrayList<Reason>();
    what.add(Reason.of(Code.PEC_RECEIPT, receipt.type().code()));
    if (!receipt.delivery().isEmpty()) {
      what.add(Reason.of(Code.RECEIPT_FOR, receipt.delivery()));
    }
    if (!receipt.errorDetail().isEmpty()) {
      what.add(Reason.of(Code.PROVIDER_SAYS, receipt.errorDetail()));
    }
    what.add(Reason.of(receipt.signature().verdict().said()));
    return what;
  }

  private static List<Reason> with(List<Reason> what, List<Reason> more) {
    return Stream.concat(what.stream(), more.stream()).toList();
  }
}
