/// A mail server inside the process, to try the product without one.
///
/// Start reading at [EmbeddedMailServer].
@NullMarked
package it.sportello.mail.embedded;

import org.jspecify.annotations.NullMarked;
