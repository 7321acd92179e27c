package it.sportello.mail;

import it.sportello.base.OperatorId;
import it.sportello.base.Sha256;
import java.time.Instant;

/// A file that waits to be sent with the next message of a contact.
///
/// @param id 1 to 64 letters and digits; names it within its contact
/// @param name safe to show and to save under; never a path
/// @param sha256 of its bytes
public record PreparedFile(
    String id, String name, long sizeBytes, Sha256 sha256, Instant at, OperatorId by) {
  /// What kind of file it is, by its name.
  public String type() {
    return MediaTypes.of(name);
  }
}
