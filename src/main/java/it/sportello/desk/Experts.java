package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.escalation.Center;
import it.sportello.escalation.Escalation;
import it.sportello.escalation.EscalationEvent;
import it.sportello.routing.Queue;
import java.time.Instant;

/// Questions to competence centers, and their way back.
final class Experts {
  private Experts() {}

  static void escalate(Command.Escalate c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    Center center = turn.rules.centers().get(c.center());
    if (center == null) {
      throw new Turn.Refusal("no-such-center", "competence center " + c.center());
    }
    Instant due =
        c.due().orElseGet(() -> turn.rules.centerClock().plus(turn.now, center.answerWithin()));
    if (!due.isAfter(turn.now)) {
      throw new Turn.Refusal(
          "due-in-the-past", "due " + due + " (expected: after " + turn.now + ")");
    }
    turn.decide(
        contact, new ContactCommand.Escalate(c.operator(), c.escalation(), center.id(), due));
    turn.happened(
        new EscalationEvent.Asked(
            c.escalation(), c.contact(), center.id(), c.operator(), due, c.question()));
  }

  static void giveOpinion(Command.GiveOpinion c, Turn turn) throws Turn.Refusal {
    Escalation escalation =
        turn.state
            .escalations
            .get(c.escalation())
            .orElseThrow(
                () -> new Turn.Refusal("no-such-escalation", "escalation " + c.escalation()));
    Center center = turn.rules.centers().get(escalation.center());
    if (center == null || !center.experts().contains(c.expert())) {
      throw new Turn.Refusal("not-yours", "the question was put to another competence center");
    }
    if (escalation.state() instanceof Escalation.State.Answered answered) {
      throw new Turn.Refusal("wrong-state", "already answered by " + answered.by());
    }
    turn.happened(
        new EscalationEvent.OpinionGiven(
            c.escalation(), escalation.contact(), c.expert(), c.text()));
    comeBack(escalation, Because.OPINION, turn);
  }

  static void expire(ContactId contact, Turn turn) {
    turn.state.escalations.all().stream()
        .filter(e -> e.contact().equals(contact))
        .filter(e -> e.state() instanceof Escalation.State.Open)
        .toList()
        .forEach(
            e -> {
              turn.happened(new EscalationEvent.Expired(e.id(), contact));
              comeBack(e, Because.OVERDUE, turn);
            });
  }

  private static void comeBack(Escalation escalation, Because because, Turn turn) {
    turn.state
        .contacts
        .get(escalation.contact())
        .ifPresent(
            contact ->
                turn.tell(
                    java.util.Optional.of(contact), back(contact, escalation, because, turn)));
  }

  private static ContactCommand back(
      Contact contact, Escalation escalation, Because because, Turn turn) {
    Queue queue = turn.rules.queue(contact.queue());
    return new ContactCommand.ComeBack(
        escalation.id(),
        because,
        Queueing.priority(contact, queue),
        Queueing.deadline(contact, queue, turn),
        turn.now.plus(turn.rules.preferFor()));
  }
}
