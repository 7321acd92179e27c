/// Who gets which contact: queues, one deadline-first order over all channels, explanation. Pure.
///
/// Start reading at [Matcher].
@NullMarked
package it.sportello.routing;

import org.jspecify.annotations.NullMarked;
