/// What tests share: waiting, fakes, real servers.
///
/// Start reading at [Eventually].
@NullMarked
package it.sportello.testkit;

import org.jspecify.annotations.NullMarked;
