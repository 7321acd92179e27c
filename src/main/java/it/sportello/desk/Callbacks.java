package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.Callback;
import it.sportello.contact.CallbackEnd;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState;
import it.sportello.desk.ReceptionRules.CallingBack;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import it.sportello.telephony.Speech;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Calls back whoever does not want to wait on the line: the contact keeps its place, and is
/// offered when it is its turn, while the queue is open.
///
/// A caller presses a key in the waiting room. From then on nobody is on the line, and the contact
/// waits like one whose caller is there. An operator who takes it rings first, then the number
/// ([OutgoingCalls]). Who does not answer is tried again after a pause, and becomes written work of
/// the queue in the end. Who calls again meanwhile gets the place back.
final class Callbacks {
  /// The key that a waiting caller presses.
  static final String KEY = "1";

  private static final String OFFER = "callback-offer";
  private static final String PROMISED = "callback-promised";
  private static final String GOODBYE = "callback-goodbye";
  private static final String IMPOSSIBLE = "callback-impossible";

  private Callbacks() {}

  private static Optional<CallingBack> rules(Contact contact, Turn turn) {
    return turn.rules.reception().queue(contact.queue()).callingBack();
  }

  /// The rules of a promise that was made, also if its queue makes none any more.
  private static CallingBack kept(Contact contact, Turn turn) {
    return rules(contact, turn).orElse(CallingBack.LEFT_OVER);
  }

  private static Optional<String> number(Contact contact, CallingBack rules) {
    return Optional.of(contact.address()).filter(a -> !a.isEmpty()).flatMap(rules.numbers()::e164);
  }

  /// What waiting callers are told in addition, if they can be called back.
  static List<String> words(Contact contact, Turn turn) {
    return rules(contact, turn).flatMap(rules -> number(contact, rules)).isPresent()
        ? List.of(OFFER)
        : List.of();
  }

  /// A key came from a caller who hears no question.
  static void pressed(CallEvent.Key e, Turn turn) {
    Optional<Contact> contact =
        turn.state
            .contactOf(e.call())
            .filter(c -> e.digit().equals(KEY) && c.state() instanceof ContactState.Waiting);
    Optional<CallingBack> rules = contact.flatMap(c -> rules(c, turn));
    if (rules.isEmpty()) {
      return;
    }
    String language =
        turn.state
            .callers
            .get(e.call())
            .map(Caller::language)
            .orElse(turn.rules.reception().language());
    Optional<String> number = number(contact.orElseThrow(), rules.get());
    if (number.isPresent()) {
      promise(contact.get(), e.call(), number.get(), rules.get(), language, turn);
    } else {
      turn.happened(new CallerEvent.CallbackRefused(contact.get().id(), e.call()));
      turn.act(new Effect.Say(e.call(), new Speech(language, List.of(IMPOSSIBLE)), "callback"));
    }
  }

  /// The promise holds from here on, whatever the caller still hears.
  private static void promise(
      Contact contact, CallId call, String number, CallingBack rules, String language, Turn turn) {
    turn.happened(
        new CallerEvent.Dismissed(
            contact.id(), call, PROMISED, turn.now.plus(Reception.LONGEST_PROMPT)));
    turn.tell(
        Optional.of(contact),
        new ContactCommand.PromiseCallback(number, turn.now.plus(rules.keepFor())));
    var words = new ArrayList<>(List.of(PROMISED));
    // one sign for one number: what follows the +
    number.chars().skip(1).forEach(digit -> words.add("n-" + (char) digit));
    words.add(GOODBYE);
    turn.act(new Effect.Say(call, new Speech(language, words), Reception.GOODBYE));
  }

  /// A caller has entered a queue: if a call back was promised there to the same number, and nobody
  /// is calling yet, this call takes the place.
  static void calledAgain(Contact caller, Turn turn) {
    Optional<CallingBack> rules = rules(caller, turn);
    Optional<String> number = rules.flatMap(r -> number(caller, r));
    if (number.isEmpty()) {
      return;
    }
    for (ContactId id : turn.state.promises.of(caller.queue(), number.get())) {
      Optional<Contact> promised = turn.state.contacts.get(id);
      if (promised.isPresent()
          && promised.get().state() instanceof ContactState.Waiting place
          && turn.tell(promised, new ContactCommand.CalledAgain())) {
        turn.tell(
            turn.state.contacts.get(caller.id()),
            new ContactCommand.TakePlace(id, place.since(), place.deadline()));
      }
    }
  }

  /// Whether a contact that is about to be offered may be called now; if not, it rests until its
  /// queue opens.
  static boolean mayBeCalled(Contact contact, Turn turn) {
    if (contact.callback().isEmpty()) {
      return true;
    }
    Instant opens = kept(contact, turn).hours().nextOpening(turn.now);
    if (opens.isAfter(turn.now)) {
      turn.tell(Optional.of(contact), new ContactCommand.RestCallback(opens));
      return false;
    }
    return true;
  }

  /// The operator takes the offer: their own phone rings.
  static void accept(Contact contact, OperatorId operator, Turn turn) throws Turn.Refusal {
    if (!turn.state.operator(operator).phone()) {
      throw new Turn.Refusal("no-phone", "your telephone is not connected");
    }
    OutgoingCalls.dial(contact, operator, turn);
  }

  /// A call to the customer ended without them.
  ///
  /// @return whether it was one that was still going on
  static boolean ended(Contact contact, Reached reached, Turn turn) {
    OperatorId operator = contact.owner().orElseThrow();
    boolean ended =
        switch (reached) {
          case NO_PHONE -> notTried(contact, operator, reached, Because.UNREACHABLE, turn);
          case CANCELLED -> notTried(contact, operator, reached, Because.DECLINED, turn);
          case NO_SUCH_NUMBER -> giveUp(contact, Optional.of(reached), turn);
          case ANSWERED, BUSY, NO_ANSWER, REFUSED, FAILED -> tried(contact, reached, turn);
        };
    if (ended && reached == Reached.NO_PHONE) {
      Operators.pauseForNotAnswering(operator, turn);
    }
    return ended;
  }

  private static boolean notTried(
      Contact contact, OperatorId operator, Reached reached, Because because, Turn turn) {
    return turn.tell(
        Optional.of(contact),
        new ContactCommand.CallbackNotTried(reached, because, Queueing.askAgainAt(operator, turn)));
  }

  private static boolean tried(Contact contact, Reached reached, Turn turn) {
    CallingBack rules = kept(contact, turn);
    Instant next = rules.hours().nextOpening(turn.now.plus(rules.every()));
    Callback callback = contact.callback().orElseThrow();
    if (callback.tries() + 1 >= rules.tries() || !next.isBefore(callback.until())) {
      return giveUp(contact, Optional.of(reached), turn);
    }
    boolean again =
        turn.tell(Optional.of(contact), new ContactCommand.TryCallbackAgain(reached, next));
    if (again) {
      hasCalledMeanwhile(contact, turn);
    }
    return again;
  }

  /// Busy, perhaps because the customer is calling us.
  private static void hasCalledMeanwhile(Contact promised, Turn turn) {
    turn.state.crowds.in(promised.queue()).stream()
        .filter(c -> c.call().isPresent())
        .filter(
            c -> number(c, kept(promised, turn)).equals(promised.callback().map(Callback::number)))
        .sorted(java.util.Comparator.comparing(Contact::id))
        .findFirst()
        .ifPresent(caller -> calledAgain(caller, turn));
  }

  private static boolean giveUp(Contact contact, Optional<Reached> reached, Turn turn) {
    return turn.tell(
        Optional.of(contact),
        new ContactCommand.GiveCallbackUp(
            reached,
            reached.isPresent() ? CallbackEnd.GIVEN_UP : CallbackEnd.TOO_LATE,
            Queueing.priority(contact, turn.rules.queue(contact.queue())),
            kept(contact, turn).written().by(turn.now)));
  }

  /// When something is due for a promise that waits: the end of its rest, or of its time.
  static Optional<Instant> dueAt(Contact contact) {
    return contact.state() instanceof ContactState.Waiting
        ? contact
            .callback()
            .flatMap(
                c ->
                    Stream.concat(c.notBefore().stream(), Stream.of(c.until()))
                        .min(Instant::compareTo))
        : Optional.empty();
  }

  static void due(Contact contact, Turn turn) {
    Callback callback = contact.callback().orElseThrow();
    if (!turn.now.isBefore(callback.until())) {
      giveUp(contact, Optional.empty(), turn);
    } else {
      turn.tell(Optional.of(contact), new ContactCommand.WakeCallback());
    }
  }
}
