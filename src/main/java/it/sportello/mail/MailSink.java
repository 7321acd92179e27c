package it.sportello.mail;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where a mailbox reader hands over what it found.
public interface MailSink {
  /// Returns how far this folder was taken, as the journal knows it.
  Optional<MailCursor> cursor(String mailbox, String folder);

  /// Records one message and what became of it. Durable when it returns; taking the same key or the
  /// same bytes from the same mailbox again changes nothing.
  ///
  /// Blocks; called on a virtual thread, in UID order within a folder.
  ///
  /// @throws MailNotTaken if it could not be recorded now; the reader stops here and tries again
  ///   later
  void take(InboundMail mail) throws MailNotTaken, InterruptedException;

  /// Records several messages of one folder as [#take] does, one after the other; a sink may make
  /// several durable together, but never one without those before it.
  ///
  /// @param taken is shown each message once it is durable, in order
  /// @throws MailNotTaken if one could not be recorded now; those behind it were not either
  default void takeAll(List<InboundMail> mails, Consumer<InboundMail> taken)
      throws MailNotTaken, InterruptedException {
    for (InboundMail mail : mails) {
      take(mail);
      taken.accept(mail);
    }
  }
}
