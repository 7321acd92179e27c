/// Tests of the whole.
///
/// Start reading at `ArchitectureTest`.
@NullMarked
package it.sportello;

import org.jspecify.annotations.NullMarked;
