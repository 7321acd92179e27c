/// Programs that measure: `mvn -Pbenchmark process-test-classes`; what they said is in
/// `docs/performance.md`.
///
/// Start reading at [Benchmarks].
@NullMarked
package it.sportello.bench;

import org.jspecify.annotations.NullMarked;
