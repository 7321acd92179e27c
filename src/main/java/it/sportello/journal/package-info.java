/// The append-only record of what happened, and the raw bytes beside it: words and ports.
///
/// Start reading at [Journal].
@NullMarked
package it.sportello.journal;

import org.jspecify.annotations.NullMarked;
