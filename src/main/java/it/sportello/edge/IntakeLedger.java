package it.sportello.edge;

import it.sportello.desk.Command;
import it.sportello.history.HistoryStore;
import it.sportello.mail.InboundMail;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailLedger;
import it.sportello.mail.MailNotTaken;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// The intake log as the reconciliation reads it, and its way to the desk.
public final class IntakeLedger implements MailLedger {
  private final HistoryStore history;
  private final BooleanSupplier historyIsCurrent;
  private final MailIntake intake;

  /// @param historyIsCurrent waits until the history has everything that is durable; false if that
  ///   takes too long
  public IntakeLedger(HistoryStore history, BooleanSupplier historyIsCurrent, MailIntake intake) {
    this.history = history;
    this.historyIsCurrent = historyIsCurrent;
    this.intake = intake;
  }

  @Override
  public Map<Long, Long> taken(String mailbox, String folder, long uidValidity)
      throws MailNotTaken {
    if (!historyIsCurrent.getAsBoolean()) {
      throw new MailNotTaken("the history is catching up", new IllegalStateException());
    }
    var taken = new HashMap<Long, Long>();
    history.intakeBefore(
        Long.MAX_VALUE,
        false,
        line -> {
          MailKey key = line.key();
          if (key.equals(new MailKey(mailbox, folder, uidValidity, key.uid()))) {
            taken.put(key.uid(), line.sizeBytes());
          }
          return true;
        });
    return taken;
  }

  @Override
  public void takeMissed(InboundMail mail) throws MailNotTaken, InterruptedException {
    intake.take(mail, Command.TakeMissed::new);
  }
}
