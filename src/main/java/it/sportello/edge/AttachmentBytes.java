package it.sportello.edge;

import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the bytes of what came with a message. Blocks; called on threads that may.
@FunctionalInterface
public interface AttachmentBytes {
  /// The bytes of one file, as they were meant.
  @FunctionalInterface
  interface Source {
    /// Opens them at their start. The caller closes the stream.
    InputStream open() throws IOException;
  }

  /// Finds all of them, by the attachment's place; what is not there any more is left out.
  ///
  /// @param raw the message's bytes; empty for a form
  /// @throws IOException if the message cannot be read
  Map<Integer, Source> of(Optional<Sha256> raw, List<Attachment> attachments) throws IOException;
}
