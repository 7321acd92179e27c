/// Programs that measure, run by hand; what they said is in `docs/performance.md`.
///
/// Start reading at [JournalBenchmark].
@NullMarked
package it.sportello.bench;

import org.jspecify.annotations.NullMarked;
