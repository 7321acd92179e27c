/// Reads YAML into records and says everything that is wrong with it at once, each with file, line,
/// key, value and what was expected. Knows nothing of contact centers.
///
/// Start reading at [Binder].
@NullMarked
package it.sportello.config.yaml;

import org.jspecify.annotations.NullMarked;
