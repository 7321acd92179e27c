/// Takes mail that a local mail server hands over, by LMTP or SMTP.
///
/// Start reading at [MailDoor].
@NullMarked
package it.sportello.mail.door;

import org.jspecify.annotations.NullMarked;
