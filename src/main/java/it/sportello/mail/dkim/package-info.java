/// Signs outgoing messages for their domain (DKIM, RFC 6376), so that a receiver can tell that they
/// come from there and arrived as they left.
///
/// Start reading at [SigningComposer].
@NullMarked
package it.sportello.mail.dkim;

import org.jspecify.annotations.NullMarked;
