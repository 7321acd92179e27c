package it.sportello.history;

import it.sportello.contact.CallbackEnd;
import it.sportello.history.ContactHistory.Line;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A call back that was promised, and what became of it: read from a history's lines.
///
/// @param tries how many calls in vain there were
/// @param notBefore until when nobody is asked to call; empty if somebody may
/// @param ended when it was kept or given up; empty while it stands
/// @param why code of [CallbackEnd]; empty while it stands
public record Promise(
    Instant at,
    String number,
    int tries,
    Optional<Instant> notBefore,
    Optional<Instant> ended,
    String why) {
  static final String MADE = "contact.callback-promised";
  static final String RESTED = "contact.callback-rested";
  static final String ENDED = "contact.callback-ended";

  static Optional<Promise> of(List<Line> lines) {
    Optional<Promise> promise = Optional.empty();
    for (Line line : lines) {
      promise =
          switch (line.type()) {
            case MADE -> Optional.of(made(line));
            case RESTED -> promise.map(p -> p.rested(line.detail()));
            case "contact.callback-due" -> promise.map(Promise::awake);
            case ENDED -> promise.map(p -> p.ended(line));
            default -> promise;
          };
    }
    return promise;
  }

  private static Promise made(Line line) {
    return new Promise(line.at(), line.detail(), 0, Optional.empty(), Optional.empty(), "");
  }

  /// @param detail as the line has it: tries, a space, an instant
  private Promise rested(String detail) {
    int space = detail.indexOf(' ');
    return new Promise(
        at,
        number,
        Integer.parseInt(detail.substring(0, space)),
        Optional.of(Instant.parse(detail.substring(space + 1))),
        ended,
        why);
  }

  private Promise awake() {
    return new Promise(at, number, tries, Optional.empty(), ended, why);
  }

  private Promise ended(Line line) {
    return new Promise(at, number, tries, Optional.empty(), Optional.of(line.at()), line.detail());
  }

  /// Whether the customer was called back and answered.
  public boolean isKept() {
    return why.equals(CallbackEnd.REACHED.code());
  }

  /// Whether the customer called before we did: nothing can be said about the promise.
  public boolean isForestalled() {
    return why.equals(CallbackEnd.CALLED_AGAIN.code());
  }
}
