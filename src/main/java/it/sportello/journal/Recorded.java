package it.sportello.journal;

/// An entry of the journal and the fact in it.
///
/// @param fact as it was decided, or read; the two differ only in signs that cannot be written
///   ([FactCodec#asRead])
public record Recorded(Entry entry, Fact fact) {}
