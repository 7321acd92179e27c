package it.sportello.journal;

/// Something that happened, as the core says it: an immutable record that becomes one [Entry].
public interface Fact {
  /// What it is about, as the journal writes it, for example `contact/01k9...`.
  String subject();

  /// Whether a later fact of the same kind about the same subject makes this one unimportant for
  /// the present.
  ///
  /// The snapshot then remembers only the last one.
  default boolean superseded() {
    return false;
  }
}
