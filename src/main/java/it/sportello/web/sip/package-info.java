/// The softphone's way to the PBX: a WebSocket relayed by us, so that there is one origin.
///
/// Start reading at [SipProxy].
@NullMarked
package it.sportello.web.sip;

import org.jspecify.annotations.NullMarked;
