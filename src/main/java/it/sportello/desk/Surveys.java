package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState;
import it.sportello.desk.ReceptionRules.Survey;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Speech;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks callers who stay on the line after the operator hung up what they think.
///
/// The contact is in wrap-up meanwhile, or closed already: nothing here changes that. What has to
/// be known of it travels with the call as a ticket, which the PBX gives back when the time has
/// come; so a restart of the server forgets nothing.
final class Surveys {
  /// Of the pauses between two keys of a person who looks for them on a telephone.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final int TRIES = 2;
  private static final String QUESTION = "survey/";

  private Surveys() {}

  /// What a call carries with it.
  ///
  /// @param language in which the caller was spoken to
  record Ticket(ContactId contact, QueueId queue, String language) {
    String text() {
      return contact + ":" + queue + ":" + language;
    }

    static Optional<Ticket> of(String text) {
      String[] parts = text.split(":", -1);
      boolean whole =
          parts.length == 3
              && parts[0].matches("[A-Za-z0-9-]{1,64}")
              && parts[1].matches("[A-Za-z0-9_.-]{1,64}")
              && parts[2].matches("it|en");
      return whole
          ? Optional.of(new Ticket(new ContactId(parts[0]), new QueueId(parts[1]), parts[2]))
          : Optional.empty();
    }
  }

  /// A caller is about to ring at an operator: says what is asked after the talk, or that nothing
  /// is.
  static void prepare(Contact contact, CallId call, Turn turn) {
    ReceptionRules rules = turn.rules.reception();
    if (rules.queues().values().stream().allMatch(q -> q.survey().isEmpty())) {
      return;
    }
    String language = turn.state.callers.get(call).map(Caller::language).orElse(rules.language());
    String ticket =
        rules
            .queue(contact.queue())
            .survey()
            .map(_ -> new Ticket(contact.id(), contact.queue(), language).text())
            .orElse("");
    turn.act(new Effect.AskAfterwards(call, ticket));
  }

  /// The operator hung up and the caller is still there.
  static void stayed(CallEvent.Stayed e, Turn turn) {
    Optional<Contact> contact = turn.state.contactOf(e.call());
    contact.ifPresent(c -> talkIsOver(c, turn));
    if (turn.state.contactOf(e.call()).filter(c -> !isOver(c)).isPresent()) {
      // the desk sent the caller elsewhere in the same moment
      turn.act(new Effect.BackToWaiting(e.call()));
      return;
    }
    Optional<Ticket> ticket =
        Ticket.of(e.ticket())
            .filter(t -> contact.map(Contact::id).filter(id -> !id.equals(t.contact())).isEmpty());
    Optional<Survey> survey = ticket.flatMap(t -> turn.rules.reception().queue(t.queue()).survey());
    if (survey.isEmpty()) {
      turn.act(new Effect.HangUp(e.call()));
    } else {
      ask(ticket.orElseThrow(), e.call(), survey.get(), 1, turn);
    }
  }

  /// The word of the operator's leg may have been lost; that the caller is alone says the same.
  private static void talkIsOver(Contact contact, Turn turn) {
    switch (contact.state()) {
      case ContactState.Handling s -> finish(contact, s.operator(), turn);
      case ContactState.OnHold s -> finish(contact, s.operator(), turn);
      case ContactState.Arrived _,
          ContactState.Waiting _,
          ContactState.Offered _,
          ContactState.Dialling _,
          ContactState.WrapUp _,
          ContactState.Escalated _,
          ContactState.Closed _ -> {}
    }
  }

  private static void finish(Contact contact, OperatorId operator, Turn turn) {
    turn.tell(
        Optional.of(contact),
        new ContactCommand.Finish(operator, Queueing.wrapUpUntil(contact, turn)));
  }

  private static boolean isOver(Contact contact) {
    return contact.state() instanceof ContactState.WrapUp
        || contact.state() instanceof ContactState.Escalated;
  }

  private static void ask(Ticket ticket, CallId call, Survey survey, int attempt, Turn turn) {
    turn.happened(
        new CallerEvent.SurveyAsked(
            ticket.contact(),
            call,
            ticket.queue(),
            ticket.language(),
            attempt,
            turn.now.plus(Reception.LONGEST_PROMPT).plus(PATIENCE)));
    turn.act(
        new Effect.Ask(
            call,
            new Speech(ticket.language(), List.of(survey.prompt())),
            QUESTION + attempt,
            PATIENCE));
  }

  /// A key was pressed, or none came. A key that is no answer is asked for once more; silence is an
  /// answer too.
  static void digit(Caller caller, Caller.InSurvey stage, CallEvent.Digit e, Turn turn) {
    if (!e.question().equals(QUESTION + stage.attempt())) {
      return;
    }
    Optional<Survey> survey = turn.rules.reception().queue(stage.queue()).survey();
    var ticket = new Ticket(caller.contact(), stage.queue(), caller.language());
    if (survey.isEmpty() || e.digit().isEmpty()) {
      Reception.release(caller, turn);
    } else if (survey.get().digits().contains(e.digit().get())) {
      thank(caller, survey.get(), Integer.parseInt(e.digit().get()), turn);
    } else if (stage.attempt() < TRIES) {
      ask(ticket, caller.call(), survey.get(), stage.attempt() + 1, turn);
    } else {
      Reception.release(caller, turn);
    }
  }

  private static void thank(Caller caller, Survey survey, int score, Turn turn) {
    turn.happened(
        new CallerEvent.SurveyAnswered(
            caller.contact(), caller.call(), score, turn.now.plus(Reception.LONGEST_PROMPT)));
    // should the server die now, nobody is asked twice
    turn.act(new Effect.AskAfterwards(caller.call(), ""));
    turn.act(
        new Effect.Say(
            caller.call(),
            new Speech(caller.language(), List.of(survey.thanks())),
            Reception.GOODBYE));
  }
}
