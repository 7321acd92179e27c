/// What several tests share: waiting for conditions.
///
/// Start reading at [Eventually].
@NullMarked
package it.sportello.testkit;

import org.jspecify.annotations.NullMarked;
