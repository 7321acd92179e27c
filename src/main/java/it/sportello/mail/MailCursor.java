package it.sportello.mail;

import java.util.Optional;

/// How far one folder has been taken.
///
/// @param uidValidity the folder's UIDVALIDITY when it was read
/// @param lastUid the highest UID that was taken; everything up to it has a fate in the journal
public record MailCursor(long uidValidity, long lastUid) {
  /// Returns the cursor once this message has a fate as well. It never goes back within one
  /// UIDVALIDITY: a message that was missed lies behind it.
  public static MailCursor after(Optional<MailCursor> before, MailKey taken) {
    return before
        .filter(at -> at.uidValidity() == taken.uidValidity() && at.lastUid() >= taken.uid())
        .orElseGet(() -> new MailCursor(taken.uidValidity(), taken.uid()));
  }
}
