package it.sportello.store.file;

import it.sportello.base.Sha256;

/// Where a segment ends, or where the next entry goes.
///
/// @param lastSequence of its last entry; the one before its first if it has none
/// @param lastHash of that entry
/// @param bytes the offset after that entry
record SegmentEnd(long lastSequence, Sha256 lastHash, long bytes) {}
