/// What the system says about itself: meter names, health. Imports only `base`.
///
/// Start reading at [Meters] and [Health].
@NullMarked
package it.sportello.observe;

import org.jspecify.annotations.NullMarked;
