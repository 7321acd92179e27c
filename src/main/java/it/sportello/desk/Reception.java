package it.sportello.desk;

import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState;
import it.sportello.contact.Outcome;
import it.sportello.desk.ReceptionRules.Closed;
import it.sportello.desk.ReceptionRules.Menu;
import it.sportello.desk.ReceptionRules.Target;
import it.sportello.desk.ReceptionRules.ToMenu;
import it.sportello.desk.ReceptionRules.ToQueue;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Speech;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Receives callers: menus, closed queues, last messages. What happens in a queue is the matter of
/// [WaitingRoom], what after the talk that of [Surveys].
///
/// The PBX tells when a prompt is over and which key was pressed; if it never does, time goes on
/// all the same.
final class Reception {
  /// No prompt is longer.
  static final Duration LONGEST_PROMPT = Duration.ofMinutes(2);

  static final String GOODBYE = "goodbye";

  private Reception() {}

  /// A new caller is there.
  static void arrived(Contact contact, CallId call, String did, Turn turn) throws Turn.Refusal {
    ReceptionRules rules = turn.rules.reception();
    Optional<Menu> menu = rules.menuOf(did);
    if (menu.isPresent()) {
      ask(contact, call, menu.get(), 1, turn);
    } else {
      QueueId queue = turn.rules.numbers().getOrDefault(did, turn.rules.defaultQueue());
      enter(contact, call, queue, rules.language(), turn);
    }
  }

  private static void ask(Contact contact, CallId call, Menu menu, int attempt, Turn turn) {
    var until = turn.now.plus(LONGEST_PROMPT).plus(menu.timeout());
    turn.happened(
        new CallerEvent.Asked(contact.id(), call, menu.id(), menu.language(), attempt, until));
    turn.act(
        new Effect.Ask(
            call,
            new Speech(menu.language(), List.of(menu.prompt())),
            new Caller.InMenu(menu.id(), attempt, until).question(),
            menu.timeout()));
  }

  /// The caller answered a menu, or did not.
  static void digit(CallEvent.Digit e, Turn turn) throws Turn.Refusal {
    Optional<Caller> caller = turn.state.callers.get(e.call());
    if (caller.isPresent()
        && caller.get().stage() instanceof Caller.InMenu stage
        && stage.question().equals(e.question())) {
      answer(caller.get(), stage, e.digit(), turn);
    } else if (caller.isPresent() && caller.get().stage() instanceof Caller.InSurvey stage) {
      Surveys.digit(caller.get(), stage, e, turn);
    }
  }

  private static void answer(Caller caller, Caller.InMenu stage, Optional<String> digit, Turn turn)
      throws Turn.Refusal {
    Contact contact = turn.contact(caller.contact());
    Optional<Menu> menu = turn.rules.reception().menu(stage.menu());
    if (menu.isEmpty()) {
      // gone from the configuration since it was played
      enter(contact, caller.call(), turn.rules.defaultQueue(), caller.language(), turn);
      return;
    }
    Optional<Target> chosen = digit.flatMap(d -> Optional.ofNullable(menu.get().digits().get(d)));
    if (chosen.isPresent()) {
      turn.happened(
          new CallerEvent.Chose(contact.id(), caller.call(), stage.menu(), digit.orElseThrow()));
      go(contact, caller, chosen.get(), turn);
    } else if (stage.attempt() < menu.get().tries()) {
      ask(contact, caller.call(), menu.get(), stage.attempt() + 1, turn);
    } else {
      go(contact, caller, menu.get().otherwise(), turn);
    }
  }

  private static void go(Contact contact, Caller caller, Target target, Turn turn)
      throws Turn.Refusal {
    switch (target) {
      case ToQueue to -> enter(contact, caller.call(), to.queue(), caller.language(), turn);
      case ToMenu to -> {
        Optional<Menu> menu = turn.rules.reception().menu(to.menu());
        if (menu.isPresent()) {
          ask(contact, caller.call(), menu.get(), 1, turn);
        } else {
          enter(contact, caller.call(), turn.rules.defaultQueue(), caller.language(), turn);
        }
      }
    }
  }

  static void enter(Contact contact, CallId call, QueueId name, String language, Turn turn)
      throws Turn.Refusal {
    QueueId queue = turn.rules.queue(name).id();
    Optional<Closed> closed = turn.rules.reception().queue(queue).closedAt(turn.now);
    Optional<QueueId> instead = closed.flatMap(Closed::to).filter(q -> WaitingRoom.isOpen(q, turn));
    if (instead.isPresent()) {
      turn.happened(new CallerEvent.SentOn(contact.id(), call, queue, instead.get()));
      enter(contact, call, instead.get(), language, turn);
      return;
    }
    if (closed.filter(Closed::thenHangUp).isPresent()) {
      dismiss(contact, call, Outcome.OUT_OF_HOURS, closed.get().prompt(), language, turn);
      return;
    }
    Queueing.enqueue(contact, queue, turn);
    Callbacks.calledAgain(turn.contact(contact.id()), turn);
    closed.ifPresent(
        c -> turn.act(new Effect.Say(call, new Speech(language, List.of(c.prompt())), "closed")));
    begins(turn.contact(contact.id()), call, language, turn);
  }

  /// The wait begins, with the question about recording where the queue has one.
  private static void begins(Contact waiting, CallId call, String language, Turn turn) {
    if (!Consents.ask(waiting, call, language, turn)) {
      WaitingRoom.entered(waiting, call, language, turn);
    }
  }

  /// Plays a last message. The contact is over at once: whatever the caller does now, nobody will
  /// answer.
  static void dismiss(
      Contact contact, CallId call, Outcome outcome, String prompt, String language, Turn turn) {
    turn.happened(
        new CallerEvent.Dismissed(contact.id(), call, prompt, turn.now.plus(LONGEST_PROMPT)));
    turn.tell(Optional.of(contact), new ContactCommand.Dismiss(outcome));
    turn.act(new Effect.Say(call, new Speech(language, List.of(prompt)), GOODBYE));
  }

  /// What the caller was told is over.
  static void said(CallEvent.Said e, Turn turn) {
    turn.state
        .callers
        .get(e.call())
        .filter(c -> c.stage() instanceof Caller.Leaving && e.about().equals(GOODBYE))
        .ifPresent(c -> release(c, turn));
  }

  /// Ends the call of a caller to whom there is nothing left to say.
  static void release(Caller caller, Turn turn) {
    turn.happened(new CallerEvent.Gone(caller.contact(), caller.call()));
    turn.act(new Effect.HangUp(caller.call()));
  }

  /// Something is due for a caller.
  static void due(CallId call, Turn turn) {
    Optional<Caller> caller = turn.state.callers.get(call);
    if (caller.flatMap(Caller::nextDeadline).filter(at -> !turn.now.isBefore(at)).isEmpty()) {
      return;
    }
    switch (caller.orElseThrow().stage()) {
      case Caller.InMenu stage -> silent(caller.get(), stage, turn);
      case Caller.InQueue stage -> WaitingRoom.due(caller.get(), stage, turn);
      case Caller.InSurvey _, Caller.Leaving _ -> release(caller.get(), turn);
    }
  }

  private static void silent(Caller caller, Caller.InMenu stage, Turn turn) {
    try {
      answer(caller, stage, Optional.empty(), turn);
    } catch (Turn.Refusal refusal) {
      throw new IllegalStateException("a caller in a menu is in no queue", refusal);
    }
  }

  /// The PBX put the caller into the waiting room: a menu begins again. Right after it began, this
  /// is still the event of the caller's arrival.
  static void back(Contact contact, Turn turn) {
    Optional<CallId> call = contact.call();
    Optional<Caller> caller = call.flatMap(turn.state.callers::get);
    if (caller.isPresent() && caller.get().stage() instanceof Caller.InMenu stage) {
      turn.rules
          .reception()
          .menu(stage.menu())
          .filter(menu -> turn.now.isAfter(askedAt(stage, menu).plusSeconds(2)))
          .ifPresent(menu -> ask(contact, call.orElseThrow(), menu, stage.attempt(), turn));
    }
  }

  private static Instant askedAt(Caller.InMenu stage, Menu menu) {
    return stage.until().minus(LONGEST_PROMPT).minus(menu.timeout());
  }

  /// The desk did not hear what became of a question: the caller is put back, which ends what
  /// plays, and is asked again from there.
  static void foundAgain(CallId call, Turn turn) {
    turn.state
        .callers
        .get(call)
        .filter(c -> c.stage() instanceof Caller.InMenu)
        .ifPresent(c -> turn.act(new Effect.BackToWaiting(call)));
  }

  /// The call is over.
  static void hungUp(CallId call, Turn turn) {
    turn.state
        .callers
        .get(call)
        .ifPresent(c -> turn.happened(new CallerEvent.Gone(c.contact(), call)));
  }

  /// Forgets callers whose calls are over.
  ///
  /// @param alive the calls that are there
  static void resync(Set<CallId> alive, Turn turn) {
    turn.state.callers.all().stream()
        .map(Caller::call)
        .filter(call -> !alive.contains(call))
        .toList()
        .forEach(call -> hungUp(call, turn));
  }

  /// An operator answered: how long it took tells the next ones how long it takes. Only of those
  /// who came into the queue by themselves is the place they began with known.
  static void measure(Contact contact, OperatorId operator, Turn turn) {
    Optional<Caller> caller = contact.call().flatMap(turn.state.callers::get);
    if (caller.isPresent()
        && caller.get().stage() instanceof Caller.InQueue stage
        && contact.state() instanceof ContactState.Offered offered
        && offered.operator().equals(operator)
        && offered.place().because() == Because.ARRIVED) {
      WaitingRoom.measure(contact, stage, offered.place(), turn);
    }
  }
}
