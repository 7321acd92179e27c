package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactEvent;
import it.sportello.journal.Fact;
import it.sportello.operator.OperatorEvent;
import it.sportello.operator.OperatorProfile;
import it.sportello.routing.Match;
import it.sportello.routing.Queue;
import it.sportello.routing.Queue.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Decides: one command in, what happened and what is to be done out.
///
/// Reads no clock, no disk and no random number; everything comes in with the [Turn]. After every
/// command it asks the [it.sportello.routing.Matcher] until no waiting contact and free operator
/// are left who could have each other.
final class Desk {
  private Desk() {}

  /// Carries out one command on the turn's state.
  ///
  /// @throws Turn.Refusal if nothing was done; what the turn had changed so far must be taken back
  static void handle(Command command, Turn turn) throws Turn.Refusal {
    switch (command) {
      case Command.SubmitForm c -> Intake.form(c, turn);
      case Command.TakeMail c -> Intake.mail(c, turn);
      case Command.TakeMails c -> Intake.mails(c, turn);
      case Command.RetakeMail c -> Intake.again(c, turn);
      case Command.TakeMissed c -> Intake.missed(c.mail(), turn);
      case Command.Phone c -> Phone.on(c, turn);
      case Command.ChoosePresence c -> Operators.choosePresence(c, turn);
      case Command.ConsoleConnected c -> Operators.connected(c.operator(), turn);
      case Command.ConsoleGone c -> Operators.consoleGone(c.operator(), turn);
      case Command.Accept c -> Work.accept(c, turn);
      case Command.Decline c -> Work.decline(c, turn);
      case Command.HangUp c -> Work.hangUp(c, turn);
      case Command.Answer c -> Work.answer(c, turn);
      case Command.ForwardMessage c -> Work.forward(c, turn);
      case Command.AddNote c -> Work.addNote(c, turn);
      case Command.Escalate c -> Experts.escalate(c, turn);
      case Command.GiveOpinion c -> Experts.giveOpinion(c, turn);
      case Command.Transfer c -> Transfers.toQueue(c, turn);
      case Command.TransferTo c -> Transfers.toOperator(c, turn);
      case Command.Forward c -> Transfers.forward(c, turn);
      case Command.Consult c -> Consults.ask(c, turn);
      case Command.ConsultStep c -> Consults.step(c, turn);
      case Command.WrappedUp c -> Consults.wrappedUp(c, turn);
      case Command.CallOut c -> OutgoingCalls.place(c, turn);
      case Command.CallAgain c -> OutgoingCalls.again(c, turn);
      case Command.ExtendWrapUp c -> Work.extendWrapUp(c, turn);
      case Command.Finish c -> Work.finish(c, turn);
      case Command.Close c -> Work.close(c, turn);
      case Command.MoveToFront c -> Moves.toFront(c, turn);
      case Command.MoveToQueue c -> Moves.toQueue(c, turn);
      case Command.MoveToOperator c -> Moves.toOperator(c, turn);
      case Command.Configure c -> Configuring.use(c, turn);
      case Command.MessageSent c -> Outbox.sent(c, turn);
      case Command.FilesScanned c ->
          turn.happened(new MailEvent.Scanned(c.contact(), c.n(), c.files(), c.scanner()));
      case Command.MessageLeaves c -> Outbox.leaves(c, turn);
      case Command.StopAwaiting c -> Dispatches.stopAwaiting(c, turn);
      case Command.MessageUncertain c -> Outbox.uncertain(c, turn);
      case Command.MessageNotSent c -> Outbox.notSent(c, turn);
      case Command.PauseRecording c -> Recordings.pause(c, turn);
      case Command.ResumeRecording c -> Recordings.resume(c, turn);
      case Command.RecordingKept c -> Recordings.kept(c, turn);
      case Command.RecordingLost c -> Recordings.lost(c, turn);
      case Command.HearRecording c -> Recordings.heard(c, turn);
      case Command.RecordingPurged c -> Recordings.purged(c, turn);
      case Command.RecordingRoom c -> Recordings.room(c.room(), turn);
      case Command.Supervise c -> Supervisions.ask(c, turn);
      case Command.EndSupervision c -> Supervisions.leave(c, turn);
      case Command.Started _ -> Operators.started(turn);
    }
    settle(turn);
  }

  /// Does what is due for one contact or operator.
  static void due(Object id, Turn turn) {
    Timers.due(id, turn);
    settle(turn);
  }

  /// Whatever was decided, who is free gets work, and recordings and supervisors follow the talks.
  private static void settle(Turn turn) {
    Recordings.settle(turn);
    Supervisions.settle(turn);
    match(turn);
  }

  /// Whose work has ended is idle from now on, before anybody is compared by that.
  static void match(Turn turn) {
    Passes.count(List.copyOf(turn.facts), turn);
    Interruptions.settle(turn);
    Staffing.settle(turn);
    for (OperatorId operator : turn.state.matcher().takeTurnedIdle()) {
      turn.happened(new OperatorEvent.BecameIdle(operator));
    }
    Optional<Match> match = turn.state.matcher().next(turn.now);
    while (match.isPresent()) {
      Contact contact = turn.state.contacts.get(match.get().contact()).orElseThrow();
      if (Callbacks.mayBeCalled(contact, turn)) {
        offer(match.get(), turn);
      }
      match = turn.state.matcher().next(turn.now);
    }
    sayWhyNobody(turn);
  }

  private static void offer(Match match, Turn turn) {
    ContactId id = match.contact();
    Contact contact = turn.state.contacts.get(id).orElseThrow();
    Queue queue = turn.rules.queue(contact.queue());
    Target target = queue.target(contact.channel());
    turn.tell(
        Optional.of(contact),
        new ContactCommand.Offer(match.operator(), turn.now.plus(target.offerFor()), match.why()));
    contact
        .call()
        .ifPresent(
            call -> {
              Surveys.prepare(contact, call, turn);
              turn.act(new Effect.Ring(call, id, match.operator(), target.offerFor()));
            });
    if (!contact.isLive() && isTakenAtOnce(queue, match.operator(), turn)) {
      Work.measure(turn.state.contacts.get(id).orElseThrow(), turn);
      turn.tell(turn.state.contacts.get(id), new ContactCommand.Accept(match.operator()));
      turn.state.hands.forgetChanges();
    }
  }

  private static boolean isTakenAtOnce(Queue queue, OperatorId operator, Turn turn) {
    OperatorProfile profile = turn.rules.operators().get(operator);
    return queue.upkeep().autoAccept() || (profile != null && profile.autoAccept());
  }

  /// Whoever began to wait in this turn, or waits for less, and got nobody, is told why not.
  private static void sayWhyNobody(Turn turn) {
    SequencedSet<ContactId> asked = new LinkedHashSet<>();
    for (Fact fact : turn.facts) {
      switch (fact) {
        case ContactEvent.Queued e -> asked.add(e.id());
        case ContactEvent.Widened e -> asked.add(e.id());
        case ContactEvent.Returned e -> asked.add(e.id());
        default -> {}
      }
    }
    for (ContactId id : asked) {
      turn.state
          .matcher()
          .whyNobody(id, turn.now)
          .ifPresent(why -> turn.happened(new ContactEvent.NobodyFree(id, why)));
    }
  }
}
