package it.sportello.mail;

import it.sportello.base.OperatorId;
import java.time.Instant;
import java.util.Optional;

/// What an operator has written for a contact and not sent yet. There is one for each contact,
/// whoever has it in hands.
///
/// @param version greater than that of every draft the contact had before
/// @param by who changed it last
public record LetterDraft(long version, OperatorId by, Instant at, Letter letter) {
  /// The words as they were typed; nothing of it is checked before it is sent.
  ///
  /// @param kind `reply` or `forward`
  /// @param of the message that is forwarded
  /// @param language of the signature; empty for the usual one
  /// @param quote whether the forwarded message's text stands below
  public record Letter(
      String kind,
      Optional<Integer> of,
      String to,
      String cc,
      String text,
      Optional<String> language,
      boolean quote) {
    /// Whether there is nothing in it to keep.
    public boolean isEmpty() {
      return kind.equals("reply") && text.isEmpty() && cc.isEmpty();
    }
  }
}
