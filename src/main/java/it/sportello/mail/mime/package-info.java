/// Messages as bytes: what one says, and how one is written. The only package that knows MIME.
///
/// Start reading at [MimeReader].
@NullMarked
package it.sportello.mail.mime;

import org.jspecify.annotations.NullMarked;
