/// What people read about contacts, open or closed: a fold over the journal, and the port of the
/// store that keeps it.
///
/// Start reading at [ContactHistory].
@NullMarked
package it.sportello.history;

import org.jspecify.annotations.NullMarked;
