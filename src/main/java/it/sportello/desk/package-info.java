/// The desk lane: the one thread that owns all live state, decides, records, and only then acts.
///
/// Start reading at `DeskLane`, then `Desk`.
@NullMarked
package it.sportello.desk;

import org.jspecify.annotations.NullMarked;
