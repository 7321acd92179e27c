/// Opening hours, Italian holidays, and the clocks on which service targets run. Pure: no clock, no
/// file, no thread.
///
/// Start reading at [OpeningHours], then [ServiceClock].
@NullMarked
package it.sportello.schedule;

import org.jspecify.annotations.NullMarked;
