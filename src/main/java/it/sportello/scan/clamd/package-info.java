/// Scanning by ClamAV's daemon, over TCP or a Unix socket.
///
/// Start reading at [ClamdScanner].
@NullMarked
package it.sportello.scan.clamd;

import org.jspecify.annotations.NullMarked;
