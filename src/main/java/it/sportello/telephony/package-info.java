/// What the desk asks of a PBX and what a PBX tells it: words and port.
///
/// Start reading at [Calls].
@NullMarked
package it.sportello.telephony;

import org.jspecify.annotations.NullMarked;
