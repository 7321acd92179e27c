package it.sportello.recording;

import it.sportello.base.ContactId;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.Optional;

/// What a caller said about recording, for as long as the call is there.
///
/// @param language in which the caller is spoken to
/// @param recordings how many of their talks were recorded so far
public record Consent(
    CallId call, ContactId contact, String language, int recordings, State state) {
  /// Where the question is.
  public sealed interface State {}

  /// The caller hears the question.
  public record Pending(Asking asking, int attempt, Instant until) implements State {
    /// Names the question, so that an answer to an earlier one is not taken for this one's.
    public String question() {
      return "recording/" + attempt;
    }
  }

  /// Talks may be recorded.
  public record Given() implements State {}

  /// Nothing may be recorded.
  public record Denied() implements State {}

  /// Names the call in the order of what is due.
  public record Due(CallId call) {
    @Override
    public String toString() {
      return call.value();
    }
  }

  /// Whether the caller still hears the question.
  public boolean isPending() {
    return state instanceof Pending;
  }

  /// Whether talks may be recorded.
  public boolean isGiven() {
    return state instanceof Given;
  }

  /// When to go on without an answer.
  public Optional<Instant> nextDeadline() {
    return state instanceof Pending p ? Optional.of(p.until()) : Optional.empty();
  }

  /// Returns this with another state.
  public Consent in(State next) {
    return new Consent(call, contact, language, recordings, next);
  }

  /// Returns this with `n` recordings.
  public Consent with(int n) {
    return new Consent(call, contact, language, n, state);
  }
}
