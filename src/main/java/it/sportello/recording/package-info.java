/// Recordings of talks: consent, what is recorded, and where it is kept encrypted. Core and port.
///
/// Start reading at [RecordingEvent].
@NullMarked
package it.sportello.recording;

import org.jspecify.annotations.NullMarked;
