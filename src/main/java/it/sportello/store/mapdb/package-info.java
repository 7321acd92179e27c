/// The histories in MapDB: derived from the journal, reused after a clean close, thrown away
/// otherwise. MapDB never holds the truth.
///
/// Start reading at [MapDbHistory].
@NullMarked
package it.sportello.store.mapdb;

import org.jspecify.annotations.NullMarked;
