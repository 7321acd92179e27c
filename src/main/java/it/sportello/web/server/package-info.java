/// The Netty server: HTTP and WebSocket in, [Handler] and [SocketHandler] out.
///
/// Start reading at [WebServer], then [Router]; `ServerPipeline` is the table of contents of a
/// connection.
@NullMarked
package it.sportello.web.server;

import org.jspecify.annotations.NullMarked;
