package it.sportello.recording;

import it.sportello.base.ContactId;

/// Names one recording: a contact has one for each talk.
///
/// @param n number within the contact, from 1
public record RecordingId(ContactId contact, int n) {
  public RecordingId {
    if (n < 1 || n > 999_999) {
      throw new IllegalArgumentException("recording: " + n + " (expected: 1 to 999999)");
    }
  }

  /// Reads what [#toString] wrote.
  ///
  /// @throws IllegalArgumentException if it is something else
  public static RecordingId of(String text) {
    int dash = text.lastIndexOf('-');
    String number = dash < 1 ? "" : text.substring(dash + 1);
    if (!number.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          "recording: \"" + text + "\" (expected: a contact's id, '-' and a number)");
    }
    return new RecordingId(new ContactId(text.substring(0, dash)), Integer.parseInt(number));
  }

  /// The contact's id, `-` and the number: a file's name, too.
  @Override
  public String toString() {
    return contact + "-" + n;
  }
}
