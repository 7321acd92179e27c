/// The truth on local disks: the journal in segment files, raw bytes by their hash, snapshots. The
/// bytes on disk are described in `docs/storage.md`.
///
/// Start reading at [FileJournal].
@NullMarked
package it.sportello.store.file;

import org.jspecify.annotations.NullMarked;
