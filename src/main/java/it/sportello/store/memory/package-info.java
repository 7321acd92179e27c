/// The journal, the raw store and the histories in memory, for tests and for simulation: gone with
/// the process.
///
/// Start reading at [MemoryJournal].
@NullMarked
package it.sportello.store.memory;

import org.jspecify.annotations.NullMarked;
