/// Tests of who gets which contact.
///
/// Start reading at `MatcherTest`.
@NullMarked
package it.sportello.routing;

import org.jspecify.annotations.NullMarked;
