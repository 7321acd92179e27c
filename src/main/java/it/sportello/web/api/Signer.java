package it.sportello.web.api;

import it.sportello.base.OperatorId;
import it.sportello.history.ContactHistory;
import java.util.List;

/// Says what stands under an operator's words. Any thread.
public interface Signer {
  /// What separates words and signature; programs know it by its blank (RFC 3676 §4.3).
  String SEPARATOR = "-- ";

  /// The language of whoever does not say one.
  String language();

  /// The languages there are, such as `it`.
  List<String> languages();

  /// The signature of an operator for a contact; empty for none.
  ///
  /// @param language one of [#languages]
  String of(ContactHistory contact, OperatorId operator, String language);

  /// Words with the signature below them.
  default String signed(
      String words, ContactHistory contact, OperatorId operator, String language) {
    String signature = of(contact, operator, language);
    return signature.isEmpty()
        ? words
        : words.stripTrailing() + "\n\n" + SEPARATOR + "\n" + signature;
  }
}
