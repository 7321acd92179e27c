/// The pages citizens see, which work without JavaScript, in Italian and English.
///
/// Start reading at [FormPage].
@NullMarked
package it.sportello.web.pages;

import org.jspecify.annotations.NullMarked;
