/// The whole installation as `config/` describes it: one record for each kind of entry, and the
/// checks between files. The shipped files are the manual; the records here are their index.
///
/// Start reading at [Configuration].
@NullMarked
package it.sportello.config;

import org.jspecify.annotations.NullMarked;
