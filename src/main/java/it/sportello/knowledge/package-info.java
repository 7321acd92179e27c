/// The articles operators answer from, and how they are found: words and port.
///
/// Start reading at [Knowledge].
@NullMarked
package it.sportello.knowledge;

import org.jspecify.annotations.NullMarked;
