/// The console's socket: numbered messages, replayed after a gap.
///
/// Start reading at [LiveHub].
@NullMarked
package it.sportello.web.live;

import org.jspecify.annotations.NullMarked;
