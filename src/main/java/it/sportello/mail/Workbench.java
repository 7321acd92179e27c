package it.sportello.mail;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What operators prepare for a contact before anything of it is sent: no part of any record, and
/// gone when it was sent, when the contact is closed, or when nobody touched it for long.
///
/// May be called from any thread; blocks for disk work, so never from an event loop.
public interface Workbench {
  /// How much may be prepared for one contact.
  ///
  /// @param fileBytes of one file
  /// @param totalBytes of all files together
  /// @param files how many
  record Limits(long fileBytes, long totalBytes, int files) {}

  /// Keeps a file; it is durable on return.
  ///
  /// @param id as of [PreparedFile]; never used before
  /// @throws NoRoom if there are too many files, or too many bytes in all; nothing is kept
  /// @throws it.sportello.journal.RawTooLarge if this one is too large; nothing is kept
  /// @throws IOException if it could not be made durable; trying again is safe
  PreparedFile put(
      ContactId contact, String id, String name, OperatorId by, Instant at, InputStream bytes)
      throws IOException, NoRoom;

  /// The files of a contact, in the order they came.
  List<PreparedFile> files(ContactId contact) throws IOException;

  /// Opens a file; empty if it has gone. The caller closes the stream.
  Optional<InputStream> open(ContactId contact, PreparedFile file) throws IOException;

  /// Forgets some files; those that have gone already are no error.
  void remove(ContactId contact, Collection<PreparedFile> files) throws IOException;

  /// The draft of a contact.
  Optional<LetterDraft> draft(ContactId contact) throws IOException;

  /// Keeps a draft in place of the one it was made from; it is durable on return. An empty letter
  /// takes the draft away.
  ///
  /// @param basedOn the version it was made from; 0 for none
  /// @return the draft that is there now; empty if that is another one than it was made from, or
  ///   none: then nothing was changed
  Optional<LetterDraft> save(
      ContactId contact, long basedOn, OperatorId by, Instant at, LetterDraft.Letter letter)
      throws IOException;

  /// Forgets the draft of a contact; if there is none that is no error.
  void removeDraft(ContactId contact) throws IOException;

  /// Forgets all that was prepared for a contact.
  void clear(ContactId contact) throws IOException;

  /// Forgets all that was prepared for a contact, unless something was added to it since then.
  void clearUnlessTouched(ContactId contact, Instant since) throws IOException;

  /// Every contact for which something is prepared.
  List<ContactId> contacts() throws IOException;

  /// What may be prepared.
  Limits limits();
}
