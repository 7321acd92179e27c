/// Supervisors who listen to talks: modes, sessions and their events. Core.
///
/// Start reading at [Supervision].
@NullMarked
package it.sportello.supervision;

import org.jspecify.annotations.NullMarked;
