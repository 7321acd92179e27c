package it.sportello.edge;

import it.sportello.desk.Command;
import it.sportello.history.HistoryStore;
import it.sportello.mail.InboundMail;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailLedger;
import it.sportello.mail.MailNotTaken;
import java.util.SortedMap;
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
  public SortedMap<Long, Long> taken(MailKey from, int most) throws MailNotTaken {
    if (!historyIsCurrent.getAsBoolean()) {
      throw new MailNotTaken("the history is catching up", new IllegalStateException());
    }
    return history.takenFrom(from, most);
  }

  @Override
  public void takeMissed(InboundMail mail) throws MailNotTaken, InterruptedException {
    intake.take(mail, Command.TakeMissed::new);
  }
}
