package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.desk.TalkRules.MoreTime;
import it.sportello.routing.Queue;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What operators do with contacts in the console.
final class Work {
  private Work() {}

  static void accept(Command.Accept c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    if (contact.callback().isPresent()) {
      Callbacks.accept(contact, c.operator(), turn);
      return;
    }
    measure(contact, turn);
    turn.decide(contact, new ContactCommand.Accept(c.operator()));
  }

  /// Written work is taken: how long it took since the last one tells how long the next ones wait.
  static void measure(Contact contact, Turn turn) {
    if (!contact.isLive() && contact.state() instanceof ContactState.Offered offered) {
      Queue queue = turn.rules.queue(contact.queue());
      turn.happened(
          WorkPace.taken(
              queue.id(),
              turn.state.workPaces.get(queue.id()),
              offered.place().since(),
              turn.now,
              queue.opening()));
    }
  }

  static void decline(Command.Decline c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    turn.decide(
        contact,
        new ContactCommand.GiveBack(
            c.operator(), Because.DECLINED, Queueing.askAgainAt(c.operator(), turn), c.reason()));
    contact.call().ifPresent(call -> turn.act(new Effect.BackToWaiting(call)));
  }

  static void hangUp(Command.HangUp c, Turn turn) throws Turn.Refusal {
    Contact contact = owned(c.contact(), c.operator(), turn);
    if (contact.call().isEmpty() || contact.state() instanceof ContactState.WrapUp) {
      throw new Turn.Refusal("wrong-state", "there is no call to end");
    }
    if (contact.state() instanceof ContactState.Dialling) {
      OutgoingCalls.cancelled(contact, turn);
      return;
    }
    turn.act(endOf(contact, contact.call().get(), turn));
  }

  /// A caller who talks may stay for the survey; what rings, what an operator dialled and a talk in
  /// which somebody is asked end for everybody.
  private static Effect endOf(Contact contact, CallId call, Turn turn) {
    Optional<Consult> room = turn.state.rooms.consults.get(call);
    if (contact.state() instanceof ContactState.Offered
        || call.isOutgoing()
        || room.flatMap(Consult::asked).isPresent()) {
      return new Effect.HangUp(call);
    }
    // in a room, the operator's leg going is what ends the talk
    return room.<Effect>map(r -> new Effect.Drop(call, new Party.Colleague(r.operator())))
        .orElseGet(() -> new Effect.EndTalk(call));
  }

  static void answer(Command.Answer c, Turn turn) throws Turn.Refusal {
    Contact contact = owned(c.contact(), c.operator(), turn);
    if (c.to().isEmpty()) {
      throw new Turn.Refusal("no-address", "the customer left no mail address");
    }
    int n = contact.messages() + 1;
    turn.happened(
        new ContactEvent.MessageWritten(
            c.contact(),
            n,
            c.operator(),
            c.outbox(),
            c.raw(),
            c.messageId(),
            c.from(),
            c.to(),
            c.cc(),
            c.subject(),
            c.text(),
            c.attachments()));
    Dispatches.written(c.contact(), n, c.from(), all(c.to(), c.cc()), turn);
    turn.act(new Effect.Send(turn.state.outbox.get(c.outbox()).orElseThrow()));
  }

  static void forward(Command.ForwardMessage c, Turn turn) throws Turn.Refusal {
    Contact contact = owned(c.contact(), c.operator(), turn);
    if (c.to().isEmpty()) {
      throw new Turn.Refusal("no-address", "there is nobody to forward it to");
    }
    int n = contact.messages() + 1;
    turn.happened(
        new ContactEvent.MessageForwarded(
            c.contact(),
            n,
            c.operator(),
            c.outbox(),
            c.raw(),
            c.of(),
            c.messageId(),
            c.from(),
            c.to(),
            c.cc(),
            c.subject(),
            c.text(),
            c.attachments()));
    Dispatches.written(c.contact(), n, c.from(), all(c.to(), c.cc()), turn);
    turn.act(new Effect.Send(turn.state.outbox.get(c.outbox()).orElseThrow()));
  }

  private static List<String> all(List<String> to, List<String> cc) {
    return Stream.concat(to.stream(), cc.stream()).toList();
  }

  static void addNote(Command.AddNote c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    turn.happened(
        new ContactEvent.NoteAdded(c.contact(), contact.messages() + 1, c.operator(), c.text()));
  }

  static void finish(Command.Finish c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    if (contact.isLive()) {
      throw new Turn.Refusal("wrong-state", "a talk ends by hanging up");
    }
    turn.decide(
        contact, new ContactCommand.Finish(c.operator(), Queueing.wrapUpUntil(contact, turn)));
  }

  static void extendWrapUp(Command.ExtendWrapUp c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    MoreTime more = turn.rules.talks().moreTime(contact.queue());
    turn.decide(contact, new ContactCommand.ExtendWrapUp(c.operator(), more.by(), more.times()));
  }

  static void close(Command.Close c, Turn turn) throws Turn.Refusal {
    turn.decide(
        turn.contact(c.contact()),
        new ContactCommand.Close(c.operator(), c.classification(), c.note()));
  }

  private static Contact owned(ContactId id, OperatorId operator, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(id);
    Optional<OperatorId> owner = contact.owner();
    if (owner.filter(operator::equals).isEmpty()
        || contact.state() instanceof ContactState.Offered) {
      throw new Turn.Refusal("not-yours", "contact " + id + " is not in your hands");
    }
    return contact;
  }
}
