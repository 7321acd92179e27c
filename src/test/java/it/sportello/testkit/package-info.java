/// What several tests share: real programs started for them, and waiting without sleeping.
///
/// Start reading at [Eventually].
@NullMarked
package it.sportello.testkit;

import org.jspecify.annotations.NullMarked;
