package it.sportello.desk;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.Needs;
import it.sportello.journal.Fact;
import it.sportello.routing.PriorityRule.Looked;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The desk without thread, journal and outside world: the same decisions on the same state, at the
/// time that whoever uses it says. What it decides is final at once.
///
/// Contacts arrive without their channel's ceremony: no menu is played, no message parsed; queues
/// are closed and overflow as they always do. Not for several threads.
public final class VirtualDesk {
  private static final CustomerId SOMEBODY = new CustomerId("somebody");

  /// Timers that make each other due at the same moment, again and again, are a bug.
  private static final int MOST_ROUNDS = 1_000;

  private interface Decision {
    void in(Turn turn) throws Turn.Refusal;
  }

  private final DeskRules rules;
  private final DeskState state;

  /// A desk that nobody has come to yet.
  public VirtualDesk(DeskRules rules) {
    this.rules = rules;
    state = new DeskState(rules);
  }

  /// When something has to be done even if nobody sends a command.
  public Optional<Instant> next() {
    return state.deadlines.next();
  }

  /// The open contact of this id.
  public Optional<Contact> contact(ContactId id) {
    return state.contacts.get(id);
  }

  /// A contact comes and wants into this queue.
  ///
  /// @return what happened, in order
  public List<Fact> arrives(
      ContactId id, Channel channel, QueueId queue, Needs needs, Instant now) {
    Optional<CallId> call =
        channel == Channel.VOICE ? Optional.of(new CallId(id.value())) : Optional.empty();
    return decide(
        turn -> {
          turn.happened(new ContactEvent.Arrived(id, channel, SOMEBODY, "", "", call, "", "", ""));
          Queueing.require(id, needs, new Looked(channel, "", "", ""), turn);
          if (call.isPresent()) {
            String language = rules.reception().language();
            Reception.enter(turn.contact(id), call.get(), queue, language, turn);
          } else {
            Queueing.enqueue(turn.contact(id), queue, turn);
          }
          Desk.match(turn);
        },
        now);
  }

  /// The customer leaves: hangs up, closes the chat, needs no answer any more.
  ///
  /// @return what happened, in order
  public List<Fact> leaves(ContactId id, Instant now) {
    Optional<CallId> call = contact(id).flatMap(Contact::call);
    if (call.isPresent()) {
      return send(new Command.Phone(new CallEvent.HungUp(call.get()), List.of()), now);
    }
    return decide(
        turn -> {
          Contact contact = turn.contact(id);
          turn.decide(
              contact, new ContactCommand.CustomerLeft(Queueing.wrapUpUntil(contact, turn)));
          Desk.match(turn);
        },
        now);
  }

  /// Carries out a command.
  ///
  /// @return what happened, in order
  /// @throws IllegalStateException if the desk refuses it
  public List<Fact> send(Command command, Instant now) {
    return decide(turn -> Desk.handle(command, turn), now);
  }

  /// Does everything that is due.
  ///
  /// @return what happened, in order
  public List<Fact> due(Instant now) {
    var facts = new ArrayList<Fact>();
    for (int round = 0; state.deadlines.next().filter(at -> !at.isAfter(now)).isPresent(); ) {
      if (round++ > MOST_ROUNDS) {
        throw new IllegalStateException("due without end: " + state.deadlines.until(now));
      }
      for (Object id : state.deadlines.until(now)) {
        facts.addAll(decide(turn -> Desk.due(id, turn), now));
      }
    }
    return facts;
  }

  private List<Fact> decide(Decision decision, Instant now) {
    var turn = new Turn(state, rules, now);
    try {
      decision.in(turn);
    } catch (Turn.Refusal refusal) {
      state.backTo(0);
      throw new IllegalStateException(refusal.code() + ": " + refusal.getMessage(), refusal);
    }
    state.keep();
    return turn.facts;
  }
}
