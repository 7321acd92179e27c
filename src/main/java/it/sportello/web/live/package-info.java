/// The consoles' live socket: numbered events with replay, and the feed that makes them from the
/// desk's commits.
///
/// Start reading at `DeskFeed`.
@NullMarked
package it.sportello.web.live;

import org.jspecify.annotations.NullMarked;
