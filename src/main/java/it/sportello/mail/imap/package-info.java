/// Takes mail from IMAP servers: everything once, in order, without changing anything there.
///
/// Start reading at [ImapIntake].
@NullMarked
package it.sportello.mail.imap;

import org.jspecify.annotations.NullMarked;
