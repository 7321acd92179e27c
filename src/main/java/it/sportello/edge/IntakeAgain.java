package it.sportello.edge;

import it.sportello.base.OperatorId;
import it.sportello.base.Sha256;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Reply;
import it.sportello.history.HistoryStore;
import it.sportello.history.IntakeLine;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// Looks again at a message that could not be read, or whose proof did not hold: from its bytes,
/// with what is known now.
///
/// Blocks; called on virtual threads, which take turns, so that nobody reads a message twice.
public final class IntakeAgain {
  /// Reads a message from the raw store.
  @FunctionalInterface
  public interface Reading {
    /// Returns what can be made of it now.
    ///
    /// @throws IOException if its bytes cannot be had
    Content read(Sha256 raw) throws IOException;
  }

  private final DeskLane desk;
  private final HistoryStore history;
  private final BooleanSupplier historyIsCurrent;
  private final MailIntake intake;
  private final Reading reading;
  private final Semaphore turn = new Semaphore(1, true);

  /// @param historyIsCurrent waits until the history has everything that is durable; false if that
  ///   takes too long
  public IntakeAgain(
      DeskLane desk,
      HistoryStore history,
      BooleanSupplier historyIsCurrent,
      MailIntake intake,
      Reading reading) {
    this.desk = desk;
    this.history = history;
    this.historyIsCurrent = historyIsCurrent;
    this.intake = intake;
    this.reading = reading;
  }

  /// Looks again at one message; returns once its fate is durable.
  ///
  /// @param id of its line in the intake log
  public Reply retry(long id, OperatorId by) throws IOException, InterruptedException {
    turn.acquire();
    try {
      if (!historyIsCurrent.getAsBoolean()) {
        return new Reply.NotNow("catching-up", "the intake log is catching up");
      }
      Optional<IntakeLine> line = history.intake(id);
      if (line.isEmpty()) {
        return new Reply.Refused("no-such-message", "line " + id + " is not in the intake log");
      }
      if (!line.get().isOpen()) {
        return new Reply.Refused("wrong-state", "the message was read already");
      }
      return desk.submit(command(line.get(), by)).get();
    } catch (ExecutionException e) {
      throw new IOException("the desk failed", e);
    } finally {
      turn.release();
    }
  }

  private Command command(IntakeLine line, OperatorId by) throws IOException {
    var mail =
        new InboundMail(
            line.key(), line.raw(), line.sizeBytes(), line.at(), reading.read(line.raw()));
    return new Command.RetakeMail(intake.command(mail, false), line.sequence(), by, line.contact());
  }
}
