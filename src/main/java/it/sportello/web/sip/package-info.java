/// Forwards the softphone's SIP over WebSocket to the PBX: one origin and one certificate for
/// everything.
///
/// Start reading at [SipProxy].
@NullMarked
package it.sportello.web.sip;

import org.jspecify.annotations.NullMarked;
