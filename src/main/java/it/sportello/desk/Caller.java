package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// A caller as far as the desk speaks to them: before an operator does, and after the talk.
///
/// @param language `it` or `en`
/// @param waiting whether the contact waits in its queue now, and is not in somebody's hands
record Caller(CallId call, ContactId contact, String language, boolean waiting, Stage stage) {
  /// Whether the operator's work on the contact does not concern the caller any more.
  boolean isOnTheWayOut() {
    return stage instanceof InSurvey || stage instanceof Leaving;
  }

  /// What the caller hears.
  sealed interface Stage {}

  /// A menu, for the `attempt`th time.
  record InMenu(String menu, int attempt, Instant until) implements Stage {
    /// Names the question, so that an answer to an earlier one is not taken for this one's.
    String question() {
      return menu + "/" + attempt;
    }
  }

  /// Music and announcements.
  ///
  /// @param position on entering
  record InQueue(int position, Optional<Instant> announceAt, Optional<Instant> overflowAt)
      implements Stage {}

  /// The question after the talk, for the `attempt`th time.
  ///
  /// @param queue whose survey it is
  record InSurvey(QueueId queue, int attempt, Instant until) implements Stage {}

  /// A last message.
  record Leaving(Instant until) implements Stage {}

  /// Returns the caller after an event; empty if there is nothing left to say to them.
  static Optional<Caller> after(Optional<Caller> before, CallerEvent event) {
    return switch (event) {
      case CallerEvent.Asked e ->
          Optional.of(
              new Caller(
                  e.call(),
                  e.id(),
                  e.language(),
                  false,
                  new InMenu(e.menu(), e.attempt(), e.until())));
      case CallerEvent.Chose _, CallerEvent.CallbackRefused _, CallerEvent.SentOn _ -> before;
      case CallerEvent.Waits e ->
          Optional.of(
              new Caller(
                  e.call(),
                  e.id(),
                  e.language(),
                  true,
                  new InQueue(e.position(), e.announceAt(), e.overflowAt())));
      case CallerEvent.Announced e -> before.map(c -> c.announced(e.next()));
      case CallerEvent.Dismissed e ->
          Optional.of(
              new Caller(
                  e.call(),
                  e.id(),
                  before.map(Caller::language).orElse("it"),
                  false,
                  new Leaving(e.until())));
      case CallerEvent.SurveyAsked e ->
          Optional.of(
              new Caller(
                  e.call(),
                  e.id(),
                  e.language(),
                  false,
                  new InSurvey(e.queue(), e.attempt(), e.until())));
      case CallerEvent.SurveyAnswered e ->
          before.map(
              c -> new Caller(c.call(), c.contact(), c.language(), false, new Leaving(e.until())));
      case CallerEvent.Gone _ -> Optional.empty();
    };
  }

  private Caller announced(Instant next) {
    return stage instanceof InQueue s
        ? new Caller(
            call,
            contact,
            language,
            waiting,
            new InQueue(s.position(), Optional.of(next), s.overflowAt()))
        : this;
  }

  /// Returns the caller whom an operator answered: who comes back to a queue after a talk is not
  /// sent away for the time waited before it.
  Caller answered() {
    return stage instanceof InQueue s
        ? new Caller(
            call,
            contact,
            language,
            waiting,
            new InQueue(s.position(), s.announceAt(), Optional.empty()))
        : this;
  }

  Caller waiting(boolean now) {
    return new Caller(call, contact, language, now, stage);
  }

  /// When something has to be said or done if nothing else happens.
  Optional<Instant> nextDeadline() {
    return switch (stage) {
      case InMenu s -> Optional.of(s.until());
      case InQueue s when waiting ->
          Stream.of(s.announceAt(), s.overflowAt())
              .flatMap(Optional::stream)
              .min(Instant::compareTo);
      case InQueue _ -> Optional.empty();
      case InSurvey s -> Optional.of(s.until());
      case Leaving s -> Optional.of(s.until());
    };
  }
}
