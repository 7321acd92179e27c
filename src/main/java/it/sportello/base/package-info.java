/// Words every feature shares: identifiers, channels, content hashes, [Lane]. Imports nothing of
/// ours.
///
/// Start reading at [Channel].
@NullMarked
package it.sportello.base;

import org.jspecify.annotations.NullMarked;
