/// Sends finished messages by SMTP.
///
/// Start reading at [SmtpSender].
@NullMarked
package it.sportello.mail.smtp;

import org.jspecify.annotations.NullMarked;
