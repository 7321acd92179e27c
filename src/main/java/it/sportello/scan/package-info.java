/// Looking for viruses in files: what is asked of a scanner, and what it says.
///
/// Start reading at [VirusScanner] and [ScannedFile].
@NullMarked
package it.sportello.scan;

import org.jspecify.annotations.NullMarked;
