/// Sportello: the command line ([Main]) and the page that shows the whole system (`App`).
///
/// Start reading at `App`.
@NullMarked
package it.sportello;

import org.jspecify.annotations.NullMarked;
