/// Mailboxes, messages in and out: words and ports, without a protocol.
///
/// Start reading at [MailSink].
@NullMarked
package it.sportello.mail;

import org.jspecify.annotations.NullMarked;
