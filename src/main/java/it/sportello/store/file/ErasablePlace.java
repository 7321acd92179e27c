package it.sportello.store.file;

/// Where the personal part of one entry lies.
///
/// @param segment the first sequence of the segment
/// @param offset of the erasable part
/// @param personalBytes length of the personal text
record ErasablePlace(long segment, long offset, int personalBytes) {}
