/// What connections to mail servers have in common, in either direction.
///
/// Start reading at [MailConnection].
@NullMarked
package it.sportello.mail.wire;

import org.jspecify.annotations.NullMarked;
