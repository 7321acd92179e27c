package it.sportello.contact;

import it.sportello.contact.ContactState.Waiting;
import java.time.Instant;
import java.util.Optional;

/// A call back that a caller was promised, until it happens or is given up. The contact waits like
/// one whose caller is still there, and keeps its place.
///
/// @param number E.164
/// @param until when it is given up if nobody was reached before
/// @param tries how many times the number was called in vain
/// @param notBefore until when it rests: a pause between two tries, or a closed queue; empty while
///   it may be offered
/// @param place in the queue, while an operator calls
public record Callback(
    String number, Instant until, int tries, Optional<Instant> notBefore, Optional<Waiting> place) {

  static Callback promised(String number, Instant until) {
    return new Callback(number, until, 0, Optional.empty(), Optional.empty());
  }

  Callback rested(int afterTries, Instant at) {
    return new Callback(number, until, afterTries, Optional.of(at), Optional.empty());
  }

  Callback awake() {
    return new Callback(number, until, tries, Optional.empty(), Optional.empty());
  }

  Callback calledFrom(Waiting left) {
    return new Callback(number, until, tries, Optional.empty(), Optional.of(left));
  }
}
