/// What the contact center measures: definitions and figures, computed from histories and so from
/// the journal. Pure.
///
/// Start reading at [Catalogue].
@NullMarked
package it.sportello.indicator;

import org.jspecify.annotations.NullMarked;
